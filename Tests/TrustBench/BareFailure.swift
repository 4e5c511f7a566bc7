/// A call of libcrypto that did not do what a right login must make it do.
struct BareFailure: Error, CustomStringConvertible {
  let description: String

  init(_ call: String) { description = "libcrypto: \(call)" }
}
