// A relay behind a real socket, over stores in memory, and what a test wants to know about it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/limiter.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "conformance/relay/faulty_blobs.h"
#include "conformance/relay/faulty_log.h"
#include "net/testkit/client.h"
#include "net/testkit/running_server.h"
#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "protocol/outcome.h"
#include "roles/relay/relay.h"

namespace picket::conformance {

inline constexpr std::string_view kKey = "0123456789abcdef0123456789abcdef";
inline constexpr std::string_view kEventId = "9ec79c33ec9942ab8353589fcb2e04dc";

/// Fields of a request with credentials, each line ended.
std::string auth(std::string_view key = kKey);

/// An envelope of items {header, payload}; lengths are left out where the payload has no newline.
struct EnvelopeItem {
  std::string header;
  std::string payload;
};
std::string envelope(std::string_view header, const std::vector<EnvelopeItem>& items);
/// An envelope with one event of id kEventId.
std::string event_envelope(std::string_view event = R"({"message":"hello"})");

/// One event as the log has it.
struct LoggedEvent {
  protocol::IngestMessage message;  ///< Without its payload.
  std::string json;
};

/// One item of another topic, its views kept.
struct LoggedItem {
  protocol::ItemMessage message;  ///< Views into `record`.
  std::string record;
  std::string payload;  ///< Of the message, or all its pieces from the blob store.
};

class World {
 public:
  /// `start` may be left for later, to look at what happens before.
  explicit World(bool start = true, const domain::AbuseLimits& abuse = {});
  ~World();

  void start();
  /// As the program stops: not ready, server, relay.
  bool stop();

  /// One request on a connection of its own.
  net::testkit::Answer ask(const std::string& request);
  net::testkit::Answer post(std::string_view path, std::string_view body,
                            std::string_view fields = "");
  net::testkit::Answer post_envelope(std::string_view body) {
    return post("/api/1/envelope/", body, auth());
  }
  net::testkit::Answer get(std::string_view path, std::string_view fields = "");

  /// A project besides the first one; its id.
  ProjectId add_project(const domain::ProjectConfig& config);
  /// Changes settings, and waits until the relay knows of them.
  void limit_key(std::int64_t count, std::int64_t window_s, std::string_view key = kKey);
  void set_project(std::string_view name, std::string_view value);
  void set_organization(std::string_view name, std::string_view value);
  /// All events in the log, by partition and offset.
  std::vector<LoggedEvent> events();
  /// All items on the topic of that name.
  std::vector<std::unique_ptr<LoggedItem>> items(std::string_view topic);
  /// Quantities of all that is in the log, by category: what the consumer will count as accepted.
  std::map<protocol::Category, std::int64_t> kept();
  /// Ends the relay, so that all outcomes are in the log; "outcome/reason category quantity", in
  /// order.
  std::vector<std::string> outcomes();
  /// The counts themselves.
  std::vector<protocol::OutcomeCount> outcome_counts();

  net::testkit::RunningServer server;
  std::unique_ptr<adapters::MetaSql> meta;
  adapters::MemoryLog memory_log;
  FaultyLog log{memory_log};
  adapters::MemoryBlobStore memory_blobs;
  FaultyBlobs blobs{memory_blobs};
  adapters::MemoryLimiter limiter{server.clock};
  std::optional<relay::Relay> relay;
  std::uint16_t port = 0;
  ProjectId project;

 private:
  void await_projects();

  bool stopped_ = false;
};

}  // namespace picket::conformance
