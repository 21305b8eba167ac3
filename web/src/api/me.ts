import { useQuery } from '@tanstack/react-query';
import { may, type Permission } from '../../../src/auth/permissions.js';
import { api } from './client.js';
import { dataOf } from './problem-error.js';

/** Who is signed in. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => dataOf(api.GET('/api/v1/auth/me')),
    staleTime: 60_000,
  });
}

/** Tells what who is signed in may do; the server decides, this only greys out what it would refuse. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useMe();
  return (permission) => data !== undefined && may(data, permission);
}
