import type * as Types from './schema';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AboutQueryVariables = Types.Exact<{ [key: string]: never; }>;


export type AboutQuery = { about: { demo: boolean, referenceEdition: string } };


export const AboutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"About"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"about"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"demo"}},{"kind":"Field","name":{"kind":"Name","value":"referenceEdition"}}]}}]}}]} as unknown as DocumentNode<AboutQuery, AboutQueryVariables>;