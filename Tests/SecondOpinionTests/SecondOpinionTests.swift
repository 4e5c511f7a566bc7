import Testing

/// The same certificates before swift-certificates, which shares no code with what we stand on.
@Suite struct SecondOpinionTests {
  private static let mutations: UInt64 = 10_000
  private static let chunks: UInt64 = 8

  private let corpus: SpecimenCorpus
  private let ours: OurOpinion
  private let theirs: SecondOpinion

  init() throws {
    corpus = try SpecimenCorpus.shared.get()
    ours = try OurOpinion(corpus.tree)
    theirs = try SecondOpinion(corpus.tree)
  }

  @Test func `ten thousand mutations bring about no disagreement but those that are known`() async throws {
    var tally = Tally()
    for specimen in corpus.specimens {
      tally.add(
        specimen.name, ours: try ours.refusals(of: specimen.der),
        theirs: await theirs.refusal(of: specimen.der),
        isForged: false)
    }
    try await withThrowingTaskGroup(of: Tally.self) { group in
      for chunk in 0..<Self.chunks {
        group.addTask { try await mutations(of: chunk) }
      }
      for try await part in group { tally.add(part) }
    }
    #expect(tally.questions == corpus.specimens.count + Int(Self.mutations))
    // What was altered and bears its old signature is refused, whoever else thinks what.
    #expect(tally.forgeries == [])
    for kind in tally.disagreements.keys where Disagreement.known[kind] == nil {
      Issue.record("a new disagreement: \(kind) at \(tally.places[kind] ?? "")")
    }
    for kind in Disagreement.known.keys where tally.disagreements[kind] == nil {
      Issue.record("a disagreement that is none any more: \(kind)")
    }
    // Neither refuses everything.
    #expect(tally.cardsAccepted > 100)
    #expect(tally.pathsAgreedUpon > tally.questions * 8 / 10)
    show(tally)
  }

  /// Every eighth mutation, each from its own seed, so that it does not matter who tries it.
  private func mutations(of chunk: UInt64) async throws -> Tally {
    var tally = Tally()
    for seed in stride(from: chunk, to: Self.mutations, by: Int(Self.chunks)) {
      let specimen = corpus.specimens[Int(seed) % corpus.specimens.count]
      var mutator = Mutator(seed: seed)
      let result = try mutator.mutate(specimen)
      tally.add(
        "seed \(seed), \(specimen.name), \(result.mutation)",
        ours: try ours.refusals(of: result.der),
        theirs: await theirs.refusal(of: result.der), isForged: !result.isResigned)
    }
    return tally
  }

  /// The figures of this run, which tools/test shows.
  private func show(_ tally: Tally) {
    print("| certificates | paths agreed upon | cards accepted | kinds of disagreement |")
    print("|---|---|---|---|")
    print(
      "| \(tally.questions) | \(tally.pathsAgreedUpon) | \(tally.cardsAccepted) | \(tally.disagreements.count) |"
    )
    for (kind, count) in tally.disagreements.sorted(by: { $0.value > $1.value }) {
      print(
        "| \(count) | \(kind) | \(tally.places[kind] ?? "") | \(Disagreement.known[kind] ?? "new") |"
      )
    }
  }
}
