/** The package names its parts by `exports`, which Node follows and this module resolution of TypeScript does not. */
declare module 'graphql-ws/use/ws' {
  export { useServer } from 'graphql-ws/dist/use/ws';
}
