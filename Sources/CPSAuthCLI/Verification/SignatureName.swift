internal import ArgumentParser
internal import OpenSSLKit

/// The name of a signature scheme on the command line.
struct SignatureName: ExpressibleByArgument {
  /// Every name, for people.
  static let all = SignatureScheme.all.map(\.name).joined(separator: ", ")

  let scheme: SignatureScheme

  init?(argument: String) {
    guard let scheme = SignatureScheme(name: argument) else { return nil }
    self.scheme = scheme
  }
}
