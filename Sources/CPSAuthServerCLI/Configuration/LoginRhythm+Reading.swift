import CPSAuth
import CPSConfiguration
import CPSDiagnostics

extension LoginRhythm {
  /// Reads a list of paces: `within`, `unattended`, `limit`.
  init(_ value: ConfigurationValue) throws(CPSError) {
    var paces: [LoginPace] = []
    for item in try value.list() {
      let pace = try item.section { section throws(CPSError) in try LoginPace(&section) }
      guard !paces.contains(where: { $0.window == pace.window }) else {
        throw item.refusal("window repeated")
      }
      paces.append(pace)
    }
    guard !paces.isEmpty else { throw value.refusal("no pace") }
    try self.init(paces)
  }
}

extension LoginPace {
  fileprivate init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let window = try reader.required("within").duration(in: PolicyQuota.windowRange)
    let limit = try reader.required("limit").integer(in: PolicyQuota.limitRange)
    let unattended = try reader.required("unattended").integer(in: 1...limit)
    try self.init(window: window, unattended: unattended, limit: limit)
  }
}
