/// A call of libcrypto that did not do what a right login must make it do.
public struct BareFailure: Error, CustomStringConvertible {
  /// What failed.
  public let description: String

  /// The failure of a call.
  public init(_ call: String) { description = "libcrypto: \(call)" }
}
