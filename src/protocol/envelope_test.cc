#include "protocol/envelope.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

const std::string kDsn = R"("dsn":"https://e12d836b15bb49d7bbf99e64295d995b@sentry.io/42")";

TEST(ParseEnvelope, ReadsHeadersAndItems) {
  const std::string body =
      R"({"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC",)" + kDsn +
      R"(,"sent_at":"2021-01-01T00:00:00Z","sdk":{"name":"x"},"other":1})"
      "\n"
      R"({"type":"attachment","length":10,"attachment_type":"event.minidump","filename":"a"})"
      "\n\xEF\xBB\xBFHello\r\n\n"
      R"({"type":"log","item_count":3})"
      "\n{\"items\":[]}\n";
  const auto envelope = parse_envelope(body);
  ASSERT_TRUE(envelope.has_value()) << cause(envelope.error());
  EXPECT_EQ(envelope->header.event_id->to_hex(), "9ec79c33ec9942ab8353589fcb2e04dc");
  EXPECT_EQ(envelope->header.dsn->project.value, 42);
  EXPECT_EQ(to_unix_us(*envelope->header.sent_at), 1'609'459'200'000'000);
  ASSERT_EQ(envelope->items.size(), 2U);
  EXPECT_EQ(envelope->items[0].type, ItemType::attachment);
  EXPECT_EQ(envelope->items[0].attachment_type, AttachmentType::minidump);
  EXPECT_EQ(envelope->items[0].payload, "\xEF\xBB\xBFHello\r\n");
  EXPECT_EQ(envelope->items[0].payload.data(), body.data() + body.find("\xEF\xBB\xBF"));
  EXPECT_EQ(envelope->items[1].type, ItemType::log);
  EXPECT_EQ(envelope->items[1].item_count, 3U);
  EXPECT_EQ(envelope->items[1].header, R"({"type":"log","item_count":3})");
  EXPECT_EQ(envelope->items[1].payload, "{\"items\":[]}");
}

TEST(ParseEnvelope, CountsItemsAsTheGrammarSays) {
  const std::pair<std::string_view, std::size_t> cases[] = {
      {"{}", 0},
      {"{}\n", 0},
      {" \n{}", 0},
      {"{\n\"event_id\":\nnull}\n", 0},
      {"{}\n{\"type\":\"a\"}", 1},
      {"{}\n{\"type\":\"a\"}\n", 1},
      {"{}\n{\"type\":\"a\"}\npayload", 1},
      {"{}\n{\"type\":\"a\"}\npayload\n", 1},
      {"{}\n{\"type\":\"a\",\"length\":0}", 1},
      {"{}\n{\"type\":\"a\",\"length\":0}\n\n{\"type\":\"b\",\"length\":0}\n", 2},
      {"{}\n{\"type\":\"a\",\"length\":3}\na\nb\n{\"type\":\"b\"}\n", 2},
      {"{}\n\n \n{\"type\":\"a\"}\nx\n\n\n{\"type\":\"b\"}\ny", 2},
      {"{\"trace\":{\"transaction\":\"\\ud800\"}}\n{\"type\":\"a\"}", 1},
      {"{}\n{\"type\":\"a\",\"length\":null,\"filename\":5}\nx", 1},
  };
  for (const auto& [body, items] : cases) {
    const auto envelope = parse_envelope(body);
    ASSERT_TRUE(envelope.has_value()) << body << ": " << cause(envelope.error());
    EXPECT_EQ(envelope->items.size(), items) << body;
  }
}

TEST(ParseEnvelope, NamesTheCauseOfEachRefusal) {
  using enum EnvelopeError;
  const std::pair<std::string_view, EnvelopeError> cases[] = {
      {"", missing_header},
      {" \n\t", missing_header},
      {"x", invalid_header},
      {"[]", invalid_header},
      {"42\n", invalid_header},
      {"{\"event_id\":", invalid_header},
      {"{\"event_id\":\"x\"}", invalid_header},
      {"{\"event_id\":5}", invalid_header},
      {"{\"dsn\":\"https://sentry.io\"}", invalid_header},
      {"{\"sent_at\":\"yesterday\"}", invalid_header},
      {"{} ", missing_newline},
      {"{}\r\n", missing_newline},
      {"{}{}", missing_newline},
      {"{}\n\n", unexpected_eof},
      {"{}\n{\"type\":\"a\"}\nx\n\n", unexpected_eof},
      {"{}\n{\"type\":\"a\",\"length\":5}\nabcd", unexpected_eof},
      {"{}\n{\"type\":\"a\",\"length\":1}", unexpected_eof},
      {"{}\n{\"type\":\"a\",\"length\":4294967295}\nx", unexpected_eof},
      {"{}\n{\"type\":\"a\",\"length\":3}\nabcd", missing_newline},
      {"{}\n{\"type\":\"a\"} \nabcd", missing_newline},
      {"{}\n{}\n", invalid_item_header},
      {"{}\n{\"type\":null}\n", invalid_item_header},
      {"{}\n{\"type\":1}\n", invalid_item_header},
      {"{}\nnothing\n", invalid_item_header},
      {"{}\n{\"type\":\"a\",\"length\":-1}\n", invalid_item_header},
      {"{}\n{\"type\":\"a\",\"length\":1.0}\n", invalid_item_header},
      {"{}\n{\"type\":\"a\",\"length\":4294967296}\n", invalid_item_header},
      {"{}\n{\"type\":\"a\",\"length\":\"1\"}\nx", invalid_item_header},
      {"{}\n{\"type\":\"log\",\"item_count\":\"1\"}\nx", invalid_item_header},
  };
  for (const auto& [body, want] : cases) {
    const auto envelope = parse_envelope(body);
    ASSERT_FALSE(envelope.has_value()) << body;
    EXPECT_EQ(envelope.error(), want) << body << ": " << cause(envelope.error());
  }
}

TEST(ParseEnvelope, BoundsHeadersAndItems) {
  const auto header = [](std::size_t bytes) {
    return "{\"x\":\"" + std::string(bytes - 8, 'x') + "\"}";
  };
  EXPECT_TRUE(parse_envelope(header(kMaxEnvelopeHeaderBytes)).has_value());
  EXPECT_EQ(parse_envelope(header(kMaxEnvelopeHeaderBytes + 1)).error(),
            EnvelopeError::invalid_header);
  std::string body = "{}\n";
  for (std::size_t i = 0; i < kMaxEnvelopeItems; ++i) body += "{\"type\":\"x\"}\n\n";
  EXPECT_EQ(parse_envelope(body)->items.size(), kMaxEnvelopeItems);
  EXPECT_EQ(parse_envelope(body + "{\"type\":\"x\"}").error(), EnvelopeError::too_many_items);
  EXPECT_EQ(parse_envelope("{\"a\":" + std::string(200, '[') + "]}").error(),
            EnvelopeError::invalid_header);
}

TEST(ParseEnvelopeHeader, LooksAtTheFirstLineOnly) {
  const auto header = parse_envelope_header('{' + kDsn + "}\ngarbage");
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->dsn->project.value, 42);
  EXPECT_EQ(parse_envelope_header("garbage").error(), EnvelopeError::invalid_header);
}

TEST(CheckRequest, ComparesWhatTheHeaderSays) {
  const auto header = parse_envelope_header('{' + kDsn + R"(,"origin":"http://a"})");
  ASSERT_TRUE(header.has_value());
  const std::string key = header->dsn->public_key;
  EXPECT_EQ(check_request(*header, ProjectId{42}, key, "http://a"), std::nullopt);
  EXPECT_EQ(check_request(*header, ProjectId{1}, key, "http://a"), EnvelopeError::project_mismatch);
  EXPECT_EQ(check_request(*header, ProjectId{42}, "other", "http://a"),
            EnvelopeError::key_mismatch);
  EXPECT_EQ(check_request(*header, ProjectId{42}, key, ""), EnvelopeError::origin_mismatch);
  EXPECT_EQ(check_request(EnvelopeHeader{}, ProjectId{1}, key, "http://a"), std::nullopt);
}

TEST(EnvelopeCause, IsTheTextOfTheSpec) {
  using enum EnvelopeError;
  const std::pair<EnvelopeError, std::string_view> cases[] = {
      {unexpected_eof, "unexpected end of file"},
      {missing_header, "missing envelope header"},
      {missing_newline, "missing newline after header or payload"},
      {invalid_header, "invalid envelope header"},
      {invalid_item_header, "invalid item header"},
      {too_many_items, "too many items"},
      {project_mismatch, "project id header mismatch between envelope and request"},
      {key_mismatch, "public key header mismatch between envelope and request"},
      {origin_mismatch, "origin header mismatch between envelope and request"},
  };
  for (const auto& [error, text] : cases) EXPECT_EQ(cause(error), text);
}

}  // namespace
}  // namespace picket::protocol
