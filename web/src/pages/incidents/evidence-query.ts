import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { useLanguage } from '../../words/language.js';

/** What a decision about an incident rests on. */
export function useEvidence(id: string) {
  const language = useLanguage();
  const params = { path: { id } };
  return useQuery({
    queryKey: ['incident-evidence', id, language],
    queryFn: () => dataOf(api.GET('/api/v1/incidents/{id}/evidence', { params })),
  });
}
