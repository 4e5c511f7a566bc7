import CPSDiagnostics

/// The sum of a check for programs.
struct ServiceFindingSum: Encodable, Sendable {
  private let schema = 1
  private let obstacles: Int
  private let remarks: Int
  private let exitStatus: Int32

  private enum CodingKeys: String, CodingKey {
    case schema, obstacles, remarks
    case exitStatus = "exit_status"
  }

  init(_ findings: [ServiceFinding]) {
    let obstacles = findings.filter { $0.standing == .obstacle }
    self.obstacles = obstacles.count
    remarks = findings.count { $0.standing == .remark }
    exitStatus = (obstacles.first?.exitStatus ?? .success).rawValue
  }
}
