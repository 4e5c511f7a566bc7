import CPSAuth
import CPSDiagnostics
import Logging

/// What an auditor would find missing in how the audit log is kept.
enum AuditWarnings {
  /// The rows of the catalogue for a configuration; none for one that lacks nothing.
  static func all(of settings: AuditSettings, _ keeper: AuditKeeper) -> [CPSError] {
    var warnings: [CPSError] = []
    if !keeper.isWitnessedElsewhere { warnings.append(CPSError(.witnessNotElsewhere)) }
    if settings.recipients.isEmpty { warnings.append(CPSError(.auditNotSealed)) }
    return warnings
  }

  /// Logs them when a server starts.
  static func log(_ warnings: [CPSError], to logger: Logger) {
    for warning in warnings {
      logger.warning(
        "audit log",
        metadata: ["code": "\(warning.diagnostic.code)", "message": "\(warning.message(in: .english))"])
    }
  }
}
