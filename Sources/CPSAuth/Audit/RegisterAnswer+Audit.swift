internal import CPSTrust

extension RegisterAnswer {
  /// What an entry of the audit log calls the answer: that none is configured is said, too (igc-sante.md section
  /// 4, rule 27).
  var auditText: String {
    switch self {
    case .notConfigured: "not-configured"
    case .notCovered: "not-covered"
    case .mayPractise: "may-practise"
    case .mayNotPractise: "may-not-practise"
    }
  }
}
