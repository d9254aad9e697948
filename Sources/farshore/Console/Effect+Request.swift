import Console

extension Effect {
  /// The number its answer carries; nil for effects without one.
  var request: Int? {
    switch self {
    case .counts(_, let request), .rows(_, _, _, let request), .tasks(_, _, let request), .total(_, let request),
      .find(_, _, let request), .lag(let request), .placeCounts(let request),
      .vaults(_, let request), .planReplicas(_, let request), .planCopies(_, let request),
      .createReplicas(_, let request), .copySnapshots(_, let request), .createImage(_, let request),
      .createFileSystem(_, let request), .createServer(_, let request), .createDisk(_, let request),
      .drill(_, let request),
      .verify(_, let request), .delete(_, let request), .createVault(_, let request),
      .expandVault(_, _, _, let request), .replicateVault(_, _, let request),
      .policy(_, let request), .steer(_, _, let request):
      request
    case .regions, .activity, .startTimer, .copyText, .saveScreen, .switchContext, .remember, .keep, .reloadSettings,
      .export, .suspend, .redraw, .quit:
      nil
    }
  }

  /// Whether it counts rows, which may take longer than reading some.
  var isCount: Bool {
    switch self {
    case .counts, .placeCounts: true
    default: false
    }
  }
}
