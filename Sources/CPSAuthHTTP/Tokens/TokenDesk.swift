public import CPSAuth

/// What a front needs to write tokens for services elsewhere: who they are for, and under which keys.
public struct TokenDesk: Sendable {
  let rules: TokenRules
  let signer: TokenSigner

  /// A desk.
  public init(rules: TokenRules, signer: TokenSigner) {
    self.rules = rules
    self.signer = signer
  }
}
