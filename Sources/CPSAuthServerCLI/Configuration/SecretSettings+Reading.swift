import CPSConfiguration
import CPSDiagnostics

extension SecretSettings {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    service = paths.resolve(try reader.required("service").string())
    var accepted: [String] = []
    for value in try reader.optional("accepted")?.list() ?? [] {
      accepted.append(paths.resolve(try value.string()))
    }
    self.accepted = accepted
    audit = paths.resolve(try reader.required("audit").string())
    auditEpoch = try reader.required("audit-epoch").string()
    areCreated = try reader.optional("create")?.boolean() ?? false
  }
}
