import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics

extension DelegationRules {
  /// Reads `delegations`.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let longest = try reader.optional("longest")?.duration(in: Self.longestRange)
    let most = try reader.optional("most")?.integer(in: Self.mostRange)
    try self.init(longest: longest ?? Self.standard.longest, most: most ?? Self.standard.most)
  }
}
