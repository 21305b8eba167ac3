/** Injection token of all settings of this process as people read them: each with its name, and without what is secret. */
export const SETTINGS_IN_FORCE = Symbol('SettingsInForce');
