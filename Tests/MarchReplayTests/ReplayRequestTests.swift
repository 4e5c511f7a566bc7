import CPSDiagnostics
import Testing

@testable import march_replay

@Suite struct ReplayRequestTests {
  @Test func `scale, seed, acts and folder are read`() throws {
    let request = try ReplayRequest(["--scale", "1/100", "--seed", "9", "--acts", "g,a", "out"])
    #expect(request.parameters.divisor == 100)
    #expect(request.parameters.seed == 9)
    #expect(request.acts.map(\.name) == ["a", "g"])
    #expect(request.folder == "out")
    #expect(try ReplayRequest(["out"]).acts.count == Act.all.count)
  }

  @Test(arguments: [
    [], ["--scale", "1/0", "out"], ["--scale", "2", "out"], ["--scale", "1/x", "out"], ["--scale"],
    ["--seed", "-1", "out"], ["--acts", "z", "out"], ["--acts", "", "out"], ["--other", "out"],
    ["out", "other"],
  ])
  func `anything else is refused`(arguments: [String]) {
    #expect(throws: CPSError.self) { try ReplayRequest(arguments) }
  }

  @Test func `at full scale the list makes as many people as are known`() {
    let parameters = ReplayParameters()
    #expect(Int(Double(parameters.listLength) * parameters.hitRate) == ReplayParameters.knownPeople)
    #expect(parameters.people >= parameters.listLength)
  }
}
