// A relay and the read API behind a real socket, over stores in memory, with the consumer's work
// done on demand: what is posted as an SDK does is read as a client of the API does.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "adapters/faulty/event_store.h"
#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/limiter.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "net/testkit/client.h"
#include "net/testkit/running_server.h"
#include "protocol/item_message.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"
#include "roles/api/instance.h"
#include "roles/consumer/ingest_processor.h"
#include "roles/consumer/item_processor.h"
#include "roles/relay/relay.h"

namespace picket::conformance {

/// Ids of the events of the examples; the second is the newer one of the same issue.
/// Of project 1; SDKs send with it.
inline constexpr std::string_view kKey = "0123456789abcdef0123456789abcdef";
inline constexpr std::string_view kOlderEvent = "4be01c9a77d24b1cae53a90f6f5d2c11";
inline constexpr std::string_view kNewerEvent = "9f3c1d2e4b5a46788796a5b4c3d2e1f0";
inline constexpr std::string_view kMessageEvent = "6d5c4b3a29184756a0b1c2d3e4f50617";

/// tests/fixtures/api/NAME, parsed.
boost::json::value fixture(const std::string& name);

/// Tells when events of issues are counted.
class WatchedEventStore final : public adapters::FaultyEventStore {
 public:
  WatchedEventStore() : FaultyEventStore(store_, plan_) {}

  Result<std::vector<ports::IssueCount>> count_by_issue(const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues) override {
    counting();
    may_stop = filter.stop.stop_possible();
    return FaultyEventStore::count_by_issue(filter, issues);
  }
  std::function<void()> counting = [] {};
  std::atomic<bool> may_stop = false;  ///< The last question ends when its asker leaves.

 private:
  adapters::MemoryEventStore store_;
  adapters::FaultPlan plan_{1};  // Without faults.
};

/// It is 2026-05-13T12:00:00Z there; organization acme has one project, shop-api,
/// of team backend. Ada, an owner, asks; Bo is a member. Both are in the team.
class ApiWorld {
 public:
  ApiWorld();
  ~ApiWorld();

  /// Sends the events of the examples and has them consumed.
  void fill();

  /// Sends an event as an SDK with that key does; fill() has it consumed as well.
  void send(const std::string& project, std::string_view key, std::string_view event_id,
            const boost::json::value& event);

  /// As the relay does, an item of project 1; consume() applies it.
  void send_item(protocol::ItemMessage message, const boost::json::value& payload = nullptr);
  /// What is in the log and was not consumed before.
  void consume();

  /// With credentials for both, the relay and the API.
  net::testkit::Answer ask(net::Method method, std::string_view path, std::string_view body = {});
  net::testkit::Answer get_anonymously(std::string_view path);
  /// As the holder of `token`; nobody when it is empty. `fields`: header lines, each with its end.
  net::testkit::Answer ask_as(std::string_view token, net::Method method, std::string_view path,
                              std::string_view body = {}, std::string_view fields = {});
  /// The body of a 200; `path` is below /api/0/.
  boost::json::value get_json(std::string_view path);

  bool last_count_may_stop() const { return events_.may_stop; }
  /// Set between requests.
  void on_count(std::function<void()> does) { events_.counting = std::move(does); }

  /// For what no request can set up.
  ports::MetaDb& meta() { return *meta_; }
  ports::BlobStore& blobs() { return blobs_; }
  ports::EventStore& events() { return events_; }

  /// Of the issue that an event belongs to.
  std::string issue_of(std::string_view event_id);

  Timestamp now() const { return server_.clock.now(); }
  void pass(Duration time) { server_.clock.advance(time); }

 private:
  void set_up();
  void consume(const ports::TopicPartition& of, engine::BatchProcessor& processor);
  ports::Stores stores() { return {log_, events_, blobs_, *meta_, *tasks_}; }

  net::testkit::RunningServer server_;
  adapters::MemoryLog log_;
  adapters::MemoryBlobStore blobs_;
  WatchedEventStore events_;
  std::unique_ptr<adapters::MetaSql> meta_;
  std::unique_ptr<ports::TaskQueue> tasks_;
  std::optional<relay::Relay> relay_;
  adapters::MemoryLimiter limiter_{server_.clock};
  api::Auth auth_;
  std::unique_ptr<api::Instance> instance_;
  std::optional<api::Api> api_;
};

}  // namespace picket::conformance
