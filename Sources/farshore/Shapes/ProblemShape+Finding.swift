import Embedded

extension ProblemShape {
  init(_ finding: StoreFinding) {
    region = finding.region
    object = finding.object
    backup = finding.backup
    chunk = finding.chunk
    message = finding.message
  }
}
