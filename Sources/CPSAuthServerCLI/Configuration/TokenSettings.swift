import CPSAuth
import CPSAuthHTTP
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// Tokens for services elsewhere: whom they are for, and the files of the keys.
struct TokenSettings: Sendable, Hashable {
  /// The files of the keys, the one that signs first.
  let keys: [String]
  /// For whom, and how long.
  let rules: TokenRules

  /// Reads `keys`, `audiences` and `life`.
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let files = try reader.required("keys")
    let services = try reader.required("audiences")
    let life = try reader.optional("life")?.duration(in: TokenRules.lifeRange)
    var keys: [String] = []
    for value in try files.list() { keys.append(paths.resolve(try value.string())) }
    guard (1...TokenSigner.maximumKeys).contains(keys.count), Set(keys).count == keys.count else {
      throw files.refusal("one file or two are expected, the key that signs first")
    }
    self.keys = keys
    var audiences: Set<Audience> = []
    for value in try services.list() {
      audiences.insert(try value.parsed { text throws(CPSError) in try Audience(text) })
    }
    guard !audiences.isEmpty else { throw services.refusal("a service is expected") }
    rules = try TokenRules(audiences: audiences, life: life ?? TokenRules.lifeRange.upperBound)
  }

  /// What writes the tokens, the keys read.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid``.
  func desk(random: some RandomSource) async throws(CPSError) -> TokenDesk {
    var texts: [String] = []
    for path in keys {
      let secret = try SecretFile.read(at: path, isCreated: false, random: random)
      texts.append(
        try secret.withBytes { bytes in bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        })
    }
    return TokenDesk(rules: rules, signer: try await TokenSigner.make(signingWith: texts))
  }
}
