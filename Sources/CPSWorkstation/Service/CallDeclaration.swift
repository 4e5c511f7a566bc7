/// What a person declares about one call, for a policy that asks for it (docs/protocol.md, section 7).
public struct CallDeclaration: Sendable, Hashable, Codable {
  /// Nothing is declared.
  public static let none = CallDeclaration()

  /// Why the call is made; the service judges its form and keeps it.
  public let reason: String?
  /// Whether this is an emergency, in which the person does what they otherwise may not, and answers for it.
  public let isBreakGlass: Bool

  /// A declaration.
  public init(reason: String? = nil, isBreakGlass: Bool = false) {
    self.reason = reason
    self.isBreakGlass = isBreakGlass
  }
}
