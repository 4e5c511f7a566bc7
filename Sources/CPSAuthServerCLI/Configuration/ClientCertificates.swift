import CPSConfiguration
import CPSDiagnostics
import CPSTrust

/// How a server that ends TLS itself asks for the certificates of cards.
struct ClientCertificates: Sendable, Hashable {
  /// Whether a client without one is let in.
  enum Demand: String, Sendable, CaseIterable {
    /// It is, and logs in by a proof.
    case optional
    /// It is not: the handshake ends.
    case required
  }

  /// Whether a client without one is let in.
  let demand: Demand
  /// The newest version of TLS that is spoken; a CPS3 has no confirmed PSS, which TLS 1.3 demands
  /// (igc-sante.md section 4, rule 21).
  let newest: TLSProtocolVersion

  /// Reads `certificates` and `newest`.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    demand = try reader.required("certificates").choice()
    newest = try reader.optional("newest")?.choice() ?? .tls12
  }
}
