// Intake: one request of an SDK on its way through the relay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "domain/quota/quota.h"
#include "net/body_budget.h"
#include "net/http.h"
#include "protocol/credentials.h"
#include "protocol/envelope.h"
#include "protocol/rate_limits.h"
#include "roles/relay/item_guard.h"
#include "roles/relay/project_cache.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

enum class Endpoint : std::uint8_t {
  envelope,
  store,
  beacon,  ///< GET of store: the event is in the query, the answer is an image.
  minidump,
  unreal,
  attachments,
  check_in,
  security,  ///< Reports of browsers about broken policies.
  nel,       ///< Reports of browsers about failed requests.
};

/// Why a request is answered with an error; relay's texts.
struct Rejection {
  Refused why = Refused::internal;
  int status = 500;
  std::string detail;
  std::string cause;   ///< Empty: none.
  std::string reason;  ///< Of the outcome invalid; empty: there is none.
};

/// An item and the duty to say what becomes of it.
struct Item {
  protocol::EnvelopeItem content;
  ItemGuard guard;
  /// Lets a crash dump be read, but not stored. Null: nothing does.
  const domain::Quota* unstored_by = nullptr;
  bool counted = false;        ///< Quotas were asked already.
  bool without_spans = false;  ///< A transaction of which only itself is kept.
};

/// Filled stage by stage. One thread at a time, though not always the same one. Views point into
/// `request` and `body`.
struct Intake {
  Intake(Endpoint where, net::Request what, Timestamp when)
      : endpoint(where), request(std::move(what)), received(when) {}
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  const Endpoint endpoint;
  net::Request request;
  const Timestamp received;
  std::size_t next_stage = 0;     ///< Where to go on after a wait.
  bool projects_are_new = false;  ///< Read since the request came.

  std::optional<protocol::Credentials> credentials;
  std::optional<std::string> body;  ///< Of store, when the request's is base64.
  protocol::Envelope envelope;
  Projects projects;  ///< Keeps `project` and `key` alive.
  const domain::ProjectConfig* project = nullptr;
  const domain::ProjectKey* key = nullptr;
  Scope scope;
  std::vector<Item> items;
  std::vector<protocol::RateLimit> limits;  ///< What the SDK is to be told. Then it is told 429.
  std::string client_ip;
  std::optional<net::BodyCharge> expansion;  ///< For what of `texts` was compressed.
  std::deque<std::string> texts;  ///< What items refer to and the body does not have as it is.

  std::string_view content() const noexcept { return body ? *body : request.body; }
  std::optional<EventId>& event_id() noexcept { return envelope.header.event_id; }
  /// Keeps the text as long as the request lives.
  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
  /// Gives the memory of all bodies back; views of items into them are void then.
  void release_bodies() noexcept {
    std::string().swap(request.body);
    body.reset();
  }
};

}  // namespace picket::relay
