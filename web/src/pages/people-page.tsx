import { Alert, App, Select, Space, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import { STAFF_ROLES, type StaffRole } from '../../../src/auth/permissions.js';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { useSession } from '../api/session.js';
import { ActionButton } from '../parts/action-button.js';
import { Dialog } from '../parts/dialog.js';
import { timeText } from '../parts/format.js';
import { NoteDialog } from '../parts/note-dialog.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { TextField } from '../parts/text-field.js';
import { useWords } from '../words/words.js';

type Person = Schemas['Person'];
type Act = 'change' | 'access' | 'reset' | 'factor';

/** The staff: who they are, what they may, and whether they may at all. */
export function PeoplePage() {
  const words = useWords();
  const [isAdding, add] = useState(false);
  return (
    <Page title={words.menu.people}>
      <p>
        <ActionButton needs="people.manage" label={words.people.add} onClick={() => add(true)} />
      </p>
      {isAdding ? <AddDialog onClose={() => add(false)} /> : null}
      <PagedTable
        title={words.menu.people}
        queryKey={['people']}
        load={loadPeople}
        columns={useColumns()}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

function loadPeople(cursor: string | undefined) {
  const query = cursor === undefined ? {} : { cursor };
  return dataOf(api.GET('/api/v1/people', { params: { query } }));
}

function useColumns(): TableColumnsType<Person> {
  const { people, role: roles, common } = useWords();
  return [
    { title: people.username, key: 'username', dataIndex: 'username' },
    { title: people.role, key: 'role', render: (_, { role }) => roles[role] },
    {
      title: common.state,
      key: 'disabled',
      render: (_, { disabled }) => (disabled ? people.disabled : people.active),
    },
    {
      title: people.factor,
      key: 'factor',
      render: (_, one) => (one.hasSecondFactor ? people.hasFactor : people.noFactor),
    },
    { title: people.since, key: 'createdAt', render: (_, { createdAt }) => timeText(createdAt) },
    { title: common.actions, key: 'actions', render: (_, one) => <PersonActions person={one} /> },
  ];
}

/** Shows a password that nobody can see again. */
function useShowPassword() {
  const { modal } = App.useApp();
  const words = useWords().people;
  return ({ username, password }: Pick<Schemas['PersonWithPassword'], 'username' | 'password'>) => {
    if (password === null) return;
    const content = (
      <div className="stack">
        <Typography.Text code copyable>
          {password}
        </Typography.Text>
        <Alert type="warning" title={words.passwordOnce} />
      </div>
    );
    modal.info({ title: words.passwordOf(username), content });
  };
}

function RoleSelect(props: { value: StaffRole; onChange: (role: StaffRole) => void }) {
  const { people, role: roles } = useWords();
  const options = STAFF_ROLES.map((value) => ({ value, label: roles[value] }));
  return <Select<StaffRole> {...props} aria-label={people.role} options={options} />;
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().people;
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<StaffRole>('viewer');
  const show = useShowPassword();
  const act = async () => {
    const body = { username: username.trim(), role };
    show(await dataOf(api.POST('/api/v1/people', { body })));
  };
  return (
    <Dialog
      title={words.add}
      will={words.addWill}
      isReady={username.trim() !== ''}
      act={act}
      onClose={onClose}
    >
      <TextField label={words.username} value={username} maxLength={32} onChange={setUsername} />
      <RoleSelect value={role} onChange={setRole} />
    </Dialog>
  );
}

function PersonActions({ person }: { readonly person: Person }) {
  const words = useWords().people;
  const [act, choose] = useState<Act | null>(null);
  const isSelf = useSession().data?.user.id === person.id;
  const acts = [
    ['change', words.change],
    ['access', person.disabled ? words.enable : words.disable],
    ['reset', words.reset],
    ...(person.hasSecondFactor ? [['factor', words.resetFactor] as const] : []),
  ] as const;
  const close = () => choose(null);
  return (
    <Space wrap>
      {acts.map(([name, label]) => (
        <ActionButton
          key={name}
          needs="people.manage"
          label={label}
          isDangerous={name === 'access' && !person.disabled}
          blocked={isSelf ? words.self : null}
          onClick={() => choose(name)}
        />
      ))}
      {act === 'change' ? <RoleDialog person={person} onClose={close} /> : null}
      {act === 'access' ? <AccessDialog person={person} onClose={close} /> : null}
      {act === 'factor' ? <FactorDialog person={person} onClose={close} /> : null}
      {act === 'reset' ? <ResetDialog person={person} onClose={close} /> : null}
    </Space>
  );
}

interface DialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

function changePerson({ id }: Person, body: Schemas['PersonChangeRequest']) {
  return dataOf(api.PATCH('/api/v1/people/{id}', { params: { path: { id } }, body }));
}

function RoleDialog({ person, onClose }: DialogProps) {
  const { people: words, role: roles } = useWords();
  const present = STAFF_ROLES.find((one) => one === person.role) ?? 'viewer';
  const [role, setRole] = useState<StaffRole>(present);
  return (
    <NoteDialog
      title={words.change}
      will={words.changeWill(person.username, roles[role])}
      isReady={role !== person.role}
      act={(reason) => changePerson(person, { role, reason })}
      onClose={onClose}
    >
      <RoleSelect value={role} onChange={setRole} />
    </NoteDialog>
  );
}

function AccessDialog({ person, onClose }: DialogProps) {
  const words = useWords().people;
  const { disabled, username } = person;
  return (
    <NoteDialog
      title={disabled ? words.enable : words.disable}
      will={disabled ? words.enableWill(username) : words.disableWill(username)}
      isDangerous={!disabled}
      act={(reason) => changePerson(person, { disabled: !disabled, reason })}
      onClose={onClose}
    />
  );
}

function FactorDialog({ person, onClose }: DialogProps) {
  const words = useWords().people;
  const params = { path: { id: person.id } };
  return (
    <NoteDialog
      title={words.resetFactor}
      will={words.resetFactorWill(person.username)}
      isDangerous
      act={(reason) =>
        dataOf(api.POST('/api/v1/people/{id}/reset-second-factor', { params, body: { reason } }))
      }
      onClose={onClose}
    />
  );
}

function ResetDialog({ person, onClose }: DialogProps) {
  const words = useWords().people;
  const show = useShowPassword();
  const params = { path: { id: person.id } };
  const act = async (reason: string) => {
    const request = { params, body: { reason } };
    show(await dataOf(api.POST('/api/v1/people/{id}/reset-password', request)));
  };
  return (
    <NoteDialog
      title={words.reset}
      will={words.resetWill(person.username)}
      isDangerous
      act={act}
      onClose={onClose}
    />
  );
}
