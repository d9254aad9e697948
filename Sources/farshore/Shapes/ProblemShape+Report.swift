import Embedded

extension ProblemShape {
  init(_ report: StoreReport) {
    region = report.region
    object = report.object
    backup = report.backup
    chunk = report.chunk
    message = report.message
  }
}
