import Foundation
import TestSupport
import Testing

@Suite struct VirtualCardCommandTests {
  private func make(
    _ workstation: Workstation, generation: String = "cps3", _ more: String...
  ) async throws -> (Int32, String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      [
        "virtual-card", "make", "--generation", generation, "--pki", PackageRoot.path("Fixtures/pki"),
        "--out",
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

  @Test(arguments: [
    ("cps4", "3b9b1880010012250064800401000090"), ("cps4-t0", "3bdc18ff00001225006480000401009000"),
    ("cps4-rc", "3b9b1880010012250064800004010090"), ("cps3-contactless", "3b8f80010031b86404b0ecc1"),
  ])
  func `a card of another generation says so in its answer to reset`(
    generation: String, answer: String
  ) async throws {
    let workstation = try Workstation()
    let (status, output) = try await make(workstation, generation: generation, "--professional", "nurse")
    #expect(status == 0)
    #expect(output.contains("\"generation\":\"\(generation)\""))
    let text = try String(contentsOfFile: workstation.home.path("card.json"), encoding: .utf8)
    #expect(text.contains("\"answerToReset\" : \"\(answer)"))
    #expect(text.contains("\"generation\" : \"\(generation)\""))
  }

  @Test func `a generation that is none is refused, and the others are named`() async throws {
    let workstation = try Workstation()
    let (status, _) = try await make(workstation, generation: "cps9")
    #expect(status == 64)
    #expect(!FileManager.default.fileExists(atPath: workstation.home.path("card.json")))
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
