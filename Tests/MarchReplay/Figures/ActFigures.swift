import CPSDiagnostics

/// What one act came to, counted from the answers of the service and from its audit log.
struct ActFigures: Sendable, Encodable {
  /// What the page tells of people who worked as they should.
  struct Legitimate: Sendable, Encodable {
    let lookUps: Int
    let hindered: Int
    let logIns: Int
    let stepUps: Int
    let refusals: [String: Int]

    init(_ day: PracticeDay) {
      (lookUps, hindered, logIns, stepUps) = (day.lookUps, day.hindered, day.logIns, day.stepUps)
      refusals = day.refusals
    }
  }

  /// The act's letter.
  let name: String
  /// What it is called, in French and English.
  let title: [String]
  /// The measures that stood.
  let measures: [String]
  /// One number in so many of the list was tried.
  let part: Int
  /// Whether the requests went over a real socket.
  let isOverSocket: Bool
  /// People whose data the intruder was shown.
  let peopleExposed: Int
  /// How many answers the intruder got.
  let answers: Int
  /// Those answers by kind: `200`, or the code of the problem.
  let answersByKind: [String: Int]
  /// For how many seconds of virtual time the intruder went on.
  let attackSeconds: Int
  /// How many seconds after the intrusion began the log had its first alarm; nil for none.
  let firstAlarmSeconds: Int?
  /// The code of that alarm.
  let firstAlarm: String?
  /// How many alarms the log had in the end, by code.
  let alarms: [String: Int]
  /// What became of calls to the help desk; nil where nobody called.
  let calls: CallFigures?
  /// What owners of accounts were told; nil where nobody tells them.
  let notices: NoticeFigures?
  /// How many seconds after the intrusion began the intruder was shown somebody's data for the last time; 0 for never,
  /// nil where nothing stopped them.
  let stopSeconds: Int?
  /// Those whose means were not stolen.
  let others: Legitimate
  /// Whose session or card the intruder used; nil where there is nobody.
  let victim: Legitimate?
  /// People exposed over time.
  let course: [ExposurePoint]
  /// How long the replay of the act took, in seconds of this machine.
  let runSeconds: Double
}
