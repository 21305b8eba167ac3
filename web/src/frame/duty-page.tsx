import { Alert, Button } from 'antd';
import type { Schemas } from '../api/client.js';
import { signOut } from '../api/session.js';
import { EnrolForm } from '../pages/account/enrol-form.js';
import { PasswordForm } from '../pages/account/password-form.js';
import { useWords } from '../words/words.js';
import { FrontCard } from './front-card.js';
import { LanguageSwitch } from './switches.js';

/** What has to be done before any other page is open. */
export function DutyPage({ duty }: { readonly duty: Schemas['Duty'] }) {
  const { account: words, frame } = useWords();
  const isPassword = duty === 'change-password';
  return (
    <FrontCard>
      <div className="stack">
        <Alert type="warning" title={isPassword ? words.mustChange : words.mustEnrol} />
        {isPassword ? <PasswordForm /> : <EnrolForm />}
        <div>
          <Button type="text" onClick={() => void signOut()}>
            {frame.signOut}
          </Button>
          <LanguageSwitch />
        </div>
      </div>
    </FrontCard>
  );
}
