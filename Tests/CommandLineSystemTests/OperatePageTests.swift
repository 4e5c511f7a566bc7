import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// What docs/operate.md tells an administrator to type, typed as it stands there.
@Suite(.serialized) struct OperatePageTests {
  /// A fictitious insured person of the demonstration, and the number without its key.
  private static let insured = "208137512536476\n"
  private static let number = "2081375125364"

  /// The commands of the page under a name.
  private func commands(_ name: String) throws -> String {
    let page = try String(contentsOfFile: PackageRoot.path("docs/operate.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "<!-- executed: \(name) -->\n```sh\n")
    try #require(parts.count == 2, "\(name)")
    return parts[1].components(separatedBy: "```")[0]
  }

  @discardableResult
  private func execute(_ name: String, in folder: String) async throws -> String {
    let cpsauth = URL(filePath: try BuiltProduct.path("cpsauth")).deletingLastPathComponent().path
    let done = try await ChildProcess.run(
      "sh", ["-eu", "-c", try commands(name)],
      environment: [
        "PATH": "\(cpsauth):\(ProcessInfo.processInfo.environment["PATH"] ?? "")", "LC_ALL": "C.UTF-8",
        "HOME": folder,
      ], directory: folder, atMost: .seconds(300))
    #expect(done.outcome == .exited(0), "\(name): \(done.output) \(done.errors)")
    return done.output
  }

  private func objects(_ file: String, in folder: String) throws -> [[String: Any]] {
    try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func `the page is what works, from the keys to the day of a breach`() async throws {
    let home = try TemporaryDirectory()
    let tree = try IssuedTree()
    let fingerprint = try await execute("keys", in: home.url.path)
    #expect(fingerprint.contains("256"))
    let service = try await ServiceProcess.genuine(
      trusting: tree,
      audit: [
        "recipients: [\(home.path("officer.pem")), \(home.path("deputy.pem"))]",
        "checkpoints: {key: \(home.path("checkpoint.pem")), every: 1s}", "witnesses: [witness.jsonl]",
        "retention: {keep: 8784h}",
      ])
    let folder = try #require(service.folder)
    for file in ["officer.pem", "officer.key", "deputy.pem", "deputy.key"] {
      try FileManager.default.copyItem(atPath: home.path(file), toPath: folder.path(file))
    }
    let bench = try await CommandBench(try tree.image(of: .pharmacist), before: service)
    #expect(try await bench.login(typing: "1234").status == 0)
    let call = try await bench.run("call", "infopatient.lookup", "--subject", "-", input: Self.insured)
    #expect(call.status == 0)
    #expect(try await bench.run("logout").status == 0)
    // Over everything: one that came between a copy and its verification would be missed in the copy.
    try await eventually("the witness has the last checkpoint") { try await isWitnessed(folder) }
    #expect(try await execute("check", in: folder.url.path).contains("on this machine"))
    try await execute("backup", in: folder.url.path)
    try await service.stop()

    let verdict = try await execute("verify", in: folder.url.path)
    #expect(verdict.contains("The log is whole"))
    try await execute("open", in: folder.url.path)
    let opened = try objects("opened.jsonl", in: folder.url.path)
    #expect(opened.count == 1)
    #expect(opened.first?["subject"] as? String == Self.number)
    #expect(opened.first?["exposed"] as? Bool == true)
    #expect(opened.first?["outcome"] as? String == "found")
    try await execute("segment", in: folder.url.path)
    let byDeputy = try objects("opened-by-deputy.jsonl", in: folder.url.path)
    #expect(byDeputy.first?["subject"] as? String == Self.number)
    #expect(try await execute("breach", in: folder.url.path) == "1 persons\n")
    try await reportExposure(in: folder)
    // Neither the log nor its export names anybody.
    for file in ["state.sqlite", "log.jsonl"] {
      let content = try #require(FileManager.default.contents(atPath: folder.path(file)))
      #expect(content.range(of: Data(Self.number.utf8)) == nil)
    }
    try await refuseWhatWasAltered(in: folder)
    #expect(try await execute("stop", in: folder.url.path).contains("\"complete\":true"))
    #expect(try await execute("verify", in: folder.url.path).contains("The log is whole"))
  }

  /// Counts, names and tells, by the example of an incident.
  private func reportExposure(in folder: TemporaryDirectory) async throws {
    try FileManager.default.copyItem(
      atPath: PackageRoot.path("docs/examples/incident.yaml"), toPath: folder.path("incident.yaml"))
    let counted = try await execute("exposure", in: folder.url.path)
    #expect(counted.contains("1\n"))
    // The heading, and one person.
    #expect(counted.hasSuffix("2\n"))
    let people = try String(contentsOfFile: folder.path("report/people.csv"), encoding: .utf8)
    #expect(people.contains("\"\(Self.number)\""))
    try await execute("notify", in: folder.url.path)
    let notification = try String(contentsOfFile: folder.path("letters/notification.txt"), encoding: .utf8)
    #expect(notification.contains("Personnes concernées : 1"))
  }

  /// Whether the log ends with a checkpoint that the witness has, too.
  private func isWitnessed(_ folder: TemporaryDirectory) async throws -> Bool {
    let witness = folder.path("witness.jsonl")
    guard FileManager.default.fileExists(atPath: witness) else { return false }
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      [
        "audit", "verify", folder.path("state.sqlite"), "--environment", "synthetic", "--witness", witness,
        "--json",
      ])
    let line = try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any]
    guard let entries = line?["entries"] as? Int, let last = line?["last_checkpoint"] as? Int else {
      return false
    }
    return last == entries - 1 && line?["witnessed"] as? Int == line?["checkpoints"] as? Int
  }

  /// The export with an entry changed, removed or cut off is refused, and the entry is named.
  private func refuseWhatWasAltered(in folder: TemporaryDirectory) async throws {
    let text = try String(contentsOfFile: folder.path("log.jsonl"), encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    let cases: [(String, [String], String)] = [
      ("removed", Array(lines[..<3]) + Array(lines[4...]), "\"entry\":\"4\""),
      ("swapped", Array(lines[..<2]) + [lines[3], lines[2]] + Array(lines[4...]), "\"entry\":\"3\""),
      ("cut", Array(lines[..<3]), "\"entry\":\"4\""),
    ]
    for (name, lines, place) in cases {
      let file = folder.path("\(name).jsonl")
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file))
      let done = try await ChildProcess.run(
        BuiltProduct.path("cpsauth"),
        [
          "audit", "verify", file, "--environment", "synthetic", "--witness", folder.path("witness.jsonl"),
          "--json",
        ])
      #expect(done.outcome == .exited(65), "\(name)")
      #expect(done.output.contains("audit.broken"), "\(name): \(done.output)")
      #expect(done.output.contains(place), "\(name): \(done.output)")
    }
  }
}
