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
    let auditValue = try reader.required("audit")
    let auditPath = paths.resolve(try auditValue.string())
    guard auditPath != service, !accepted.contains(auditPath) else {
      throw auditValue.refusal("the service's secret and the key of the pseudonyms are two files")
    }
    audit = auditPath
    auditEpoch = try reader.required("audit-epoch").string()
    areCreated = try reader.optional("create")?.boolean() ?? false
  }
}
