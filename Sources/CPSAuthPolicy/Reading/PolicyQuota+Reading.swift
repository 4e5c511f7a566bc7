internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics

extension PolicyQuota {
  /// Reads one quota.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let name = try reader.required("name").string()
    let counts: Counted = try reader.required("counts").choice()
    let per = try reader.required("per").set { value throws(CPSError) -> Dimension in try value.choice() }
    let window = try reader.required("window").duration(in: Self.windowRange)
    let limit = try reader.required("limit").integer(in: Self.limitRange)
    let beyond: Beyond = try reader.required("beyond").choice()
    self.init(name: name, counts: counts, per: per, window: window, limit: limit, beyond: beyond)
  }
}
