import CPSAuth
import CPSConfiguration
import CPSDiagnostics

extension SessionLimits {
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let idle = try reader.optional("idle")?.duration(in: Self.minimum...Self.maximumIdle)
    let absoluteValue = reader.optional("absolute")
    let absolute = try absoluteValue?.duration(in: Self.minimum...Self.maximumAbsolute)
    let longest = absolute ?? Self.maximumAbsolute
    let used = idle ?? min(Self.maximumIdle, longest)
    if let absoluteValue, used > longest { throw absoluteValue.refusal("shorter than the idle limit") }
    let presence = try reader.optional("presence")?.section { section throws(CPSError) in
      try PresenceRule(&section)
    }
    let rhythm = try reader.optional("logins").map { value throws(CPSError) in try LoginRhythm(value) }
    try self.init(
      idle: used, absolute: longest, presence: presence ?? .standard, rhythm: rhythm ?? .standard)
  }
}
