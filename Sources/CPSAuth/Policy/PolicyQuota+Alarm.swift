internal import CPSDiagnostics

extension PolicyQuota {
  /// The alarm that a call without room raises; none where a person who works fast is asked to step up.
  var alarm: Diagnostic? {
    switch counts {
    case .unknown, .neighbours: .enumerationSuspected
    case .networks: .networksSuspected
    case .subjects, .requests: beyond == .refuse ? .paceSuspected : nil
    }
  }

  /// Every alarm that a quota raises, those about logins included.
  static let alarms: Set<Diagnostic> = [
    .paceSuspected, .enumerationSuspected, .networksSuspected, .loginRhythmSuspected,
  ]
}
