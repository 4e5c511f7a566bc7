import CPSAuth
import CPSConfiguration
import CPSDiagnostics

extension PresenceRule {
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let lease = try reader.optional("lease")?.duration(in: Self.leaseRange)
    let isRequired = try reader.optional("required")?.boolean()
    let lapse = try reader.optional("lapse")?.choice(of: Lapse.self)
    try self.init(
      lease: lease ?? Self.standard.lease, isRequired: isRequired ?? Self.standard.isRequired,
      lapse: lapse ?? Self.standard.lapse)
  }
}
