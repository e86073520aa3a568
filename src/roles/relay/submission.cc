#include "roles/relay/submission.h"

#include <exception>
#include <string>
#include <utility>

#include "net/offload.h"
#include "roles/relay/answer.h"
#include "roles/relay/limits.h"
#include "roles/relay/log_append.h"
#include "roles/relay/request_facts.h"

namespace picket::relay {
namespace asio = boost::asio;

namespace {

/// A few bytes of these may be a hundred MiB in the end.
bool may_expand(Endpoint endpoint) noexcept {
  return endpoint == Endpoint::minidump || endpoint == Endpoint::unreal;
}

}  // namespace

Submissions::Submissions(const SubmissionParts& parts)
    : parts_(parts),
      stages_{parts.projects,  parts.proxies,     parts.ledger,     parts.quotas,
              parts.telemetry, parts.user_agents, parts.expansions, parts.geo},
      delivery_({parts.log, parts.blobs, parts.blocking, parts.health, parts.telemetry}) {}

asio::awaitable<net::Response> Submissions::answer(Endpoint endpoint, net::Request request) {
  parts_.telemetry.received();
  Intake intake(endpoint, std::move(request), parts_.clock.now());
  auto decision = co_await decide_somewhere(intake);
  if (decision && decision->kind == Decision::Kind::wait_for_projects) {
    auto look = [this](const ProjectCache::Refreshed& done) { parts_.projects.refresh_soon(done); };
    intake.projects_are_new = co_await wait_for<bool>(look);
    if (!intake.projects_are_new) co_return reject(unavailable("project configuration unknown"));
    decision = co_await decide_somewhere(intake);
  }
  if (!decision) co_return reject(decision.error());
  if (!co_await keep(intake, decision->messages)) co_return reject(unavailable({}));
  if (!intake.limits.empty()) {
    parts_.telemetry.refused(Refused::limited);
    co_return limited(endpoint, intake.event_id(), intake.limits);
  }
  co_return accepted(endpoint, intake.event_id());
}

asio::awaitable<bool> Submissions::keep(Intake& intake, std::vector<ReadyMessage>& messages) {
  const bool written = co_await delivery_.write_blobs(messages);
  intake.release_bodies();
  if (messages.empty()) co_return written;
  const bool durable = co_await delivery_.deliver(messages);
  co_return written&& durable;
}

asio::awaitable<Result<Decision, Rejection>> Submissions::decide_somewhere(Intake& intake) {
  const std::size_t bytes = intake.request.body.size();
  const bool bulky = bytes > kBulkBytes || may_expand(intake.endpoint);
  if (bytes <= kInlineBytes && !bulky) co_return decide_here(intake);
  auto job = [&]() noexcept { return decide_here(intake); };
  auto decided = co_await net::offload(bulky ? parts_.bulk : parts_.cpu, job);
  if (decided) co_return std::move(*decided);
  Rejection busy = unavailable("too many requests in progress");
  // Its items are not known yet: counted as one.
  if (auto credentials = protocol::authenticate(auth_candidates(intake.request))) {
    intake.credentials = *std::move(credentials);
  }
  count_rejection(intake, busy, stages_);
  co_return unexpected(std::move(busy));
}

Result<Decision, Rejection> Submissions::decide_here(Intake& intake) noexcept {
  try {
    return decide(intake, stages_, parts_.telemetry);
  } catch (const std::exception& e) {
    parts_.telemetry.threw(e.what());
  } catch (...) {
    parts_.telemetry.threw("not a std::exception");
  }
  return unexpected(internal_error());  // The guards count its items.
}

net::Response Submissions::reject(const Rejection& rejection) {
  parts_.telemetry.refused(rejection.why);
  return rejected(rejection);
}

void Submissions::refuse(Endpoint endpoint, const net::Request& request, net::Refusal why,
                         net::Response& response) {
  const Rejection rejection = rejection_of(why, endpoint);
  Intake intake(endpoint, request, parts_.clock.now());
  if (auto credentials = protocol::authenticate(auth_candidates(request))) {
    intake.credentials = *std::move(credentials);
  }
  count_rejection(intake, rejection, stages_);
  response = reject(rejection);
}

}  // namespace picket::relay
