/** What travels with every request. */
export interface GatewayEnvironment {
  readonly Variables: { readonly requestId: string }
}
