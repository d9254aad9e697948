internal import Foundation

/// What every answer is wrapped in: `{"Response": {…, "RequestId": …}}`, with `Error` inside where it failed.
///
/// Status and type of an answer say little: errors come with status 200.
struct TencentEnvelope<Answer: Decodable>: Decodable {
  private struct Trouble: Decodable {
    let code: String
    let message: String

    init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      code = try fields.required("Code")
      message = fields.optional("Message") ?? ""
    }
  }

  private struct Response: Decodable {
    let requestID: String?
    let trouble: Trouble?
    let answer: Answer?

    init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      requestID = fields.optional("RequestId")
      trouble = fields.optional("Error")
      do {
        answer = trouble == nil ? try Answer(from: decoder) : nil
      } catch {
        // Numbers that fit no type are no `DecodingError` until the decoder has come to its end.
        let problem = (error as? DecodingError)?.shortDescription ?? "a number is out of range"
        throw UnreadableAnswer(problem: problem, requestID: requestID)
      }
    }
  }

  private let response: Response

  init(from decoder: any Decoder) throws { response = try AnswerFields(decoder).required("Response") }

  /// The answer in the bytes that came.
  /// - Throws: `TencentFault`, `UnreadableAnswer`.
  static func read(status: Int, body: [UInt8]) throws -> Answer {
    let envelope: TencentEnvelope
    do {
      envelope = try JSONDecoder().decode(TencentEnvelope.self, from: Data(body))
    } catch let error as DecodingError {
      guard status == 200 else { throw TencentFault(code: "", message: "", requestID: nil, status: status) }
      throw UnreadableAnswer(problem: error.shortDescription, requestID: nil)
    }
    let response = envelope.response
    if let trouble = response.trouble {
      throw TencentFault(
        code: trouble.code, message: trouble.message, requestID: response.requestID, status: status)
    }
    guard status == 200, let answer = response.answer else {
      throw TencentFault(code: "", message: "", requestID: response.requestID, status: status)
    }
    return answer
  }
}
