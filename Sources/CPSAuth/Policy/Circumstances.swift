/// What a caller declares about one call, beside who they are.
public struct Circumstances: Sendable, Hashable {
  /// Nothing is declared.
  public static let none = Circumstances()

  /// Why the call is made, for functions that ask for it.
  public let reason: AccessReason?
  /// Whether the caller breaks the glass: declares an emergency in which somebody may do what they otherwise
  /// may not, and answers for it afterwards.
  public let isBreakGlass: Bool

  /// Circumstances.
  public init(reason: AccessReason? = nil, isBreakGlass: Bool = false) {
    self.reason = reason
    self.isBreakGlass = isBreakGlass
  }
}
