import CPSDiagnostics
import CPSProof
import Foundation

/// March 2022, replayed; tools/replay runs it.
///
/// Arguments: `[--scale 1/N] [--seed N] [--acts a,b1,…] FOLDER`.
@main struct MarchReplayCommand {
  static func main() async {
    do {
      try await play(try ReplayRequest(Array(CommandLine.arguments.dropFirst())))
    } catch {
      let fault = error as? CPSError
      FileHandle.standardError.write(Data("march-replay: \(fault?.description ?? "\(error)")\n".utf8))
      exit(fault?.diagnostic.exitStatus.rawValue ?? 1)
    }
  }

  private static func play(_ request: ReplayRequest) async throws {
    print(
      "| act | people exposed | first alarm | stopped | others hindered | seconds |\n|---|---|---|---|---|---|"
    )
    let figures = try await Replay(parameters: request.parameters).play(request.acts) { act in
      print(
        "| \(act.name) \(act.title[1]) | \(act.peopleExposed) | \(act.firstAlarmSeconds.map { "\($0) s" } ?? "none")",
        "| \(act.stopSeconds.map { "\($0) s" } ?? "never") | \(act.others.hindered) of \(act.others.lookUps)",
        "| \(String(format: "%.1f", act.runSeconds)) |")
    }
    try FileManager.default.createDirectory(
      atPath: request.folder, withIntermediateDirectories: true)
    try figures.json().write(to: URL(filePath: "\(request.folder)/replay.json"))
    try Data(ReportPage(figures: figures).html.utf8).write(to: URL(filePath: "\(request.folder)/report.html"))
    print(
      "\(request.folder)/report.html and replay.json, \(String(format: "%.0f", figures.runSeconds)) s in all")
  }
}
