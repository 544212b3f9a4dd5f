import { Type } from 'typebox';
import { callerOfApiKey, openSigningSession } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import { CinnabarError } from '@cinnabar/core/error';
import { ContractParams, ContractReply, Id, NewContractBody, TokenReply } from '../http/schemas.ts';
import { costly } from '../http/costly.ts';
import { authenticated } from '../http/authenticated.ts';
import type { Server } from '../http/server-type.ts';
import { loadContractFor } from './access.ts';
import { contractRoutes, organizationOnly } from './contract-routes.ts';
import { createContract } from './create.ts';
import { hostParties } from './party.ts';
import { contractView } from './views.ts';

/** The API of a host company's own back end, opened by an API key. */
export function hostRoutes(server: Server, context: Context): void {
  const callerOf = authenticated(server, (request) => callerOfApiKey(context, request.headers.authorization));
  contractRoutes(server, context, 'host', callerOf);

  server.post(
    '/contracts',
    {
      config: costly(context),
      schema: { tags: ['host'], summary: 'Send a contract', body: NewContractBody, response: { 201: ContractReply } },
    },
    async (request, reply) => {
      const caller = organizationOnly(await callerOf(request));
      const parties = await hostParties(context, caller, request.body);
      const record = await createContract(context, caller, parties, request.body);
      return reply.code(201).send(contractView(record, caller));
    },
  );

  server.post(
    '/contracts/:contractId/sessions',
    {
      schema: {
        tags: ['host'],
        summary: "Open one signer's room",
        params: ContractParams,
        body: Type.Object({ signerId: Id }, { additionalProperties: false }),
        response: { 201: TokenReply },
      },
    },
    async (request, reply) => {
      const { contract, signers } = await loadContractFor(context, await callerOf(request), request.params.contractId);
      const signer = signers.find(({ id }) => id === request.body.signerId);
      if (signer === undefined) throw new CinnabarError('SIGNER_NOT_FOUND', 'The contract has no such signer.');
      return reply.code(201).send(await openSigningSession(context, { contractId: contract.id, signerId: signer.id }));
    },
  );
}
