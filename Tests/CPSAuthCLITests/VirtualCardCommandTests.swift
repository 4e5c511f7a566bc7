import Foundation
import TestSupport
import Testing

@Suite struct VirtualCardCommandTests {
  private func make(_ workstation: Workstation, _ more: String...) async throws -> (Int32, String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      [
        "virtual-card", "make", "--generation", "cps3", "--pki", PackageRoot.path("Fixtures/pki"), "--out",
        workstation.home.path("card.json"), "--json",
      ] + more, environment: workstation.environment)
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output)
  }

  @Test func `a card is made for this user alone, and never over another`() async throws {
    let workstation = try Workstation()
    let (status, output) = try await make(workstation, "--professional", "pharmacist", "--serial", "97000001")
    #expect(status == 0)
    #expect(output.contains(#""serial":"97000001""#))
    #expect(output.contains(#""professional":"pharmacist""#))
    let file = workstation.home.path("card.json")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let content = try Data(contentsOf: URL(filePath: file))
    #expect(try await make(workstation).0 == 73)
    #expect(try Data(contentsOf: URL(filePath: file)) == content)
  }

  @Test(arguments: [["--pin", "12"], ["--pin", "12x4"], ["--puk", "1234"], ["--serial", "1"]])
  func `digits of another form make no card`(arguments: [String]) async throws {
    let workstation = try Workstation()
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      [
        "virtual-card", "make", "--generation", "cps3", "--pki", PackageRoot.path("Fixtures/pki"), "--out",
        workstation.home.path("card.json"),
      ] + arguments, environment: workstation.environment)
    #expect(done.outcome != .exited(0))
    #expect(!FileManager.default.fileExists(atPath: workstation.home.path("card.json")))
  }

  @Test func `what is no card is not put into a reader`() async throws {
    let workstation = try Workstation()
    try workstation.write("{}", to: "card.json")
    let done = try await workstation.run("virtual-card", "run", "--json", workstation.home.path("card.json"))
    #expect(done.status != 0)
    #expect(done.output.contains("virtual-card."))
    let missing = try await workstation.run("virtual-card", "run", workstation.home.path("absent.json"))
    #expect(missing.status == 66)
  }
}
