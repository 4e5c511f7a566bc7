import OpenSSLKit

@testable import CPSAuth

extension AuditBench {
  /// The record of an entry, by the chain that anybody can compute.
  static func record(_ entry: AuditEntry, after head: AuditHead?) throws -> AuditRecord {
    try AuditChain.record(entry, after: head)
  }
}
