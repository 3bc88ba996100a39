package dev.cartulary.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.endpoint.EndpointException.Reason;
import java.io.IOException;

/** The part of the protocol of chat completions that servers agree on. */
public final class ChatProtocol {
  private static final JsonMapper JSON = new JsonMapper();

  private ChatProtocol() {}

  /**
   * The request for one answer in JSON, the same text for the same words. Greedy, so that the same
   * question has the same answer as far as the server can.
   */
  public static String request(ChatEndpoint endpoint, String system, String user, int maxTokens) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", endpoint.model());
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", user);
    body.put("temperature", 0);
    body.put("max_tokens", maxTokens);
    body.put("stream", false);
    body.putObject("response_format").put("type", "json_object");
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as JSON");
    }
  }

  /**
   * What a server's answer says.
   *
   * @throws EndpointException if it is no answer
   */
  static ChatReply reply(byte[] body, int attempts) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (IOException e) {
      // Without the cause, which quotes the answer.
      throw new EndpointException(Reason.NONSENSE, "the endpoint answers, but not in JSON");
    }
    JsonNode choice = answer == null ? null : answer.path("choices").path(0);
    JsonNode content = choice == null ? null : choice.path("message").path("content");
    if (choice == null || content == null || !content.isTextual()) {
      throw new EndpointException(
          Reason.NONSENSE, "the endpoint answers, but not with a chat completion");
    }
    if (choice.path("finish_reason").asText().equals("length")) {
      throw new EndpointException(Reason.NONSENSE, "the endpoint's answer was cut off");
    }
    JsonNode usage = answer.path("usage");
    return new ChatReply(
        content.asText(),
        Math.max(0, usage.path("prompt_tokens").asLong()),
        Math.max(0, usage.path("completion_tokens").asLong()),
        attempts);
  }
}
