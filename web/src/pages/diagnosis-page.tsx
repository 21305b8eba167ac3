import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Typography } from 'antd';
import { useId, useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf, messageOf } from '../api/problem-error.js';
import { Page } from '../parts/page.js';
import { useWords } from '../words/words.js';

const MOST_CHARACTERS = 16_384;

type Diagnosis = Schemas['MessageDiagnosis'];

/** Says of what somebody pasted why it verifies or does not. */
export function DiagnosisPage() {
  const { menu, diagnosis: words } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const asking = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/doctor/messages', { body: { text } })),
  });
  return (
    <Page title={menu.diagnosis}>
      <div className="stack">
        <label htmlFor={id}>{words.label}</label>
        <Input.TextArea
          id={id}
          rows={8}
          maxLength={MOST_CHARACTERS}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        <div>
          <Button
            type="primary"
            disabled={text.trim() === ''}
            loading={asking.isPending}
            onClick={() => asking.mutate()}
          >
            {words.ask}
          </Button>
        </div>
        {asking.error === null ? null : <Alert type="error" title={messageOf(asking.error)} />}
        {asking.data === undefined ? null : <Findings found={asking.data} />}
      </div>
    </Page>
  );
}

function Findings({ found }: { readonly found: Diagnosis }) {
  const { diagnosis: words } = useWords();
  const { kind, verifies, isProven, mistakes } = found;
  const unproven = isProven ? words.proven : words.fails;
  return (
    <div className="stack" role="status">
      <Alert
        showIcon
        type={verifies ? 'success' : 'error'}
        title={words.kind[kind]}
        description={verifies ? words.verifies : unproven}
      />
      {mistakes.map(({ code, saw, wrong, remedy }) => (
        <Alert
          key={code}
          showIcon
          type="warning"
          title={<span className="wrap">{wrong}</span>}
          description={
            <span className="wrap">
              {remedy} ({code}: {saw})
            </span>
          }
        />
      ))}
    </div>
  );
}
