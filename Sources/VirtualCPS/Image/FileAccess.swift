/// The access rules of an elementary file, in the order in which its FCP lists them.
///
/// Source: cps-card.md section 2.3 (REAL for EF.DIR, EF.ATR and EF.SN).
public struct FileAccess: Codable, Sendable, Hashable {
  /// DELETE FILE.
  public var delete: SecurityCondition
  /// TERMINATE.
  public var terminate: SecurityCondition
  /// ACTIVATE.
  public var activate: SecurityCondition
  /// DEACTIVATE.
  public var deactivate: SecurityCondition
  /// UPDATE BINARY.
  public var update: SecurityCondition
  /// READ BINARY.
  public var read: SecurityCondition

  /// Rules that forbid everything except what is named.
  public init(
    read: SecurityCondition, update: SecurityCondition = .never, delete: SecurityCondition = .never
  ) {
    self.delete = delete
    self.terminate = .never
    self.activate = .never
    self.deactivate = .never
    self.update = update
    self.read = read
  }

  /// The access mode byte 7B and the six conditions it announces.
  var ruleBytes: [UInt8] {
    [0x7B] + [delete, terminate, activate, deactivate, update, read].map(\.rawValue)
  }
}
