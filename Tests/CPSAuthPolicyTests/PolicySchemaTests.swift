import CPSDiagnostics
import Foundation
import TestSupport
import Testing

@testable import CPSAuthPolicy

/// `docs/policy.schema.json` and the reader say the same about what can be told by its form.
@Suite struct PolicySchemaTests {
  private func schemaAdmits(_ documents: [String]) async throws -> [Bool] {
    let run = try await ChildProcess.run(
      "python3",
      [PackageRoot.path("tools/lib/validate_policies.py"), PackageRoot.path("docs/policy.schema.json")],
      input: .bytes(Array(try JSONEncoder().encode(documents))))
    #expect(run.outcome == .exited(0), "\(run.errors)")
    return try JSONDecoder().decode([Bool].self, from: Data(run.outputBytes))
  }

  private func readerAdmits(_ text: String) -> Bool {
    (try? PolicyFile(Array(text.utf8), named: "p.yaml", knowing: nil)) != nil
  }

  @Test func `the reader and the schema admit the same documents`() async throws {
    let good = PolicyDocuments.wellFormed
    let bad = PolicyDocuments.malformed
    let verdicts = try await schemaAdmits(good + bad)
    try #require(verdicts.count == good.count + bad.count)
    for (text, verdict) in zip(good + bad, verdicts) {
      #expect(verdict == readerAdmits(text), "the schema says \(verdict): \(text)")
    }
    #expect(good.allSatisfy(readerAdmits))
  }

  /// A key that one of the two forgets, or a new one that the other does not learn, shows here.
  @Test func `every key that the schema names is read, and refused under another name`() async throws {
    let text = try String(contentsOfFile: PackageRoot.path("docs/policy.schema.json"), encoding: .utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: Any])
    func keys(_ name: String) throws -> Set<String> {
      let definition = try #require(definitions[name] as? [String: Any])
      return Set(try #require(definition["properties"] as? [String: Any]).keys)
    }
    for key in try keys("rule").union(try keys("quota")).subtracting(["forbid"]) {
      let old = "\(key):"
      #expect(PolicyDocuments.whole.contains(old), "\(key)")
      #expect(!readerAdmits(PolicyDocuments.whole.replacing(old, with: "\(key)x:")), "\(key)")
    }
  }

  @Test func `the example is admitted by both, and decides as its cases say`() async throws {
    let path = PackageRoot.path("docs/examples/policy.yaml")
    #expect(try await schemaAdmits([try String(contentsOfFile: path, encoding: .utf8)]) == [true])
    let policy = try PolicyFile(at: path, knowing: nil).policy
    let file = try PolicyCaseFile(at: PackageRoot.path("docs/examples/policy-cases.yaml"))
    #expect(file.policyPath == "policy.yaml")
    #expect(file.cases.count > 8)
    for item in file.cases {
      let decision = item.mismatch(with: policy)
      #expect(decision == nil, "\(item.name)")
    }
  }
}
