#include "roles/api/api.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/deadline.h"
#include "base/random.h"
#include "protocol/json.h"
#include "roles/api/caller.h"
#include "roles/api/freshness.h"
#include "roles/api/gate.h"
#include "roles/api/instance.h"
#include "roles/api/telemetry.h"

namespace picket::api {
namespace {

/// The consumer holds the writer for a batch at a time; a client waits no longer than for a page.
constexpr std::chrono::seconds kWriteWait{5};
/// When something was last used may be noted by a later request as well.
constexpr std::chrono::milliseconds kNoteWait{50};

net::Response problem_response(const Problem& problem, std::string_view error_id) {
  boost::json::object body;
  if (problem.body) {
    body = *problem.body;
  } else {
    body["detail"] = problem.detail;
  }
  if (problem.status == 500) body["errorId"] = error_id;
  net::Response response = json_response(std::move(body), problem.status);
  for (const auto& [name, value] : problem.headers) response.headers.add(name, value);
  return response;
}

}  // namespace

net::Response json_response(const boost::json::value& body, int status) {
  net::Response response;
  response.status = status;
  protocol::write_json(body, response.body);
  return response;
}

net::Response empty_response(int status) {
  net::Response response;
  response.status = status;
  return response;
}

Api::Api(const ports::Stores& stores, const Clock& clock, obs::Logger& logger, ApiOptions options,
         Instance* instance)
    : stores_(stores),
      clock_(clock),
      logger_(logger),
      options_(std::move(options)),
      instance_(instance),
      freshness_(instance == nullptr ? nullptr : std::make_unique<Freshness>(*instance)) {}

Api::~Api() = default;

void Api::add_routes(net::Router& router) const {
  for (const ApiRoute& route : api_routes()) {
    const auto add = [&](std::string name, std::string_view pattern) {
      net::Route added;
      added.name = std::move(name);
      added.method = route.method;
      added.pattern = pattern;
      added.handler = [this, &route](const net::Request& request) {
        return answer(route, request);
      };
      router.add(std::move(added));
    };
    add(std::string(route.name), route.pattern);
    for (std::size_t i = 0; i < route.aliases.size(); ++i)
      add(fmt::format("{}_alias_{}", route.name, i + 1), route.aliases[i]);
  }
}

net::Response Api::answer(const ApiRoute& route, const net::Request& request) const {
  return answer_as(route, request, nullptr);
}

net::Response Api::answer_operator(const ApiRoute& route, const net::Request& request,
                                   const Operator& caller) const {
  return answer_as(route, request, &caller);
}

net::Response Api::answer_as(const ApiRoute& route, const net::Request& request,
                             const Operator* as) const {
  auto answered = run(route, request, as);
  if (answered) {
    // What a token may read is nobody else's, and changes with every event.
    if (!answered->headers.has("Cache-Control"))
      answered->headers.set("Cache-Control", "private, no-store");
    if (freshness_ && as == nullptr && route.access != Access::anyone) {
      if (const auto age = freshness_->look(clock_.now())) add_freshness(*answered, *age);
    }
    return *std::move(answered);
  }
  const Problem& problem = answered.error();
  const std::string error_id = random_hex(16);
  if (problem.cause) log_failure(logger_, route.name, *problem.cause, error_id);
  return problem_response(problem, error_id);
}

Answer<net::Response> Api::run(const ApiRoute& route, const net::Request& request,
                               const Operator* as) const {
  // Read before access is decided, but complained about after: strangers learn nothing from it.
  const auto parameters = Parameters::read(request.query, route.parameters);
  const Parameters* const known = parameters ? &*parameters : nullptr;
  auto meta = stores_.meta.begin_read();
  if (!meta) return unexpected(failed(meta.error()));
  std::optional<Gate> gate(std::in_place);
  const Timestamp now = clock_.now();
  const GateContext context{options_.url, now, as};
  if (auto opened = gate->open(route, request, known, **meta, context); !opened)
    return unexpected(opened.error());
  if (!parameters) return unexpected(parameters.error());

  if (route.data != Data::read) meta->reset();
  if (route.data == Data::write) {
    // Only for who may come in, as there is one writer; and asked again, as what the first look saw
    // may be gone.
    meta = stores_.meta.begin_write(Deadline::in(kWriteWait));
    if (!meta) return unexpected(failed(meta.error()));
    gate.emplace();
    if (auto opened = gate->open(route, request, known, **meta, context); !opened)
      return unexpected(opened.error());
  }
  Call call{request,
            *parameters,
            stores_,
            options_,
            logger_,
            now,
            gate->caller(),
            gate->grant(),
            meta->get(),
            gate->identity(),
            net::client_address(request, options_.proxies)};
  auto answered = handle(route, call);
  if (!answered) return answered;
  const bool use_due = call.identity != nullptr && is_use_due(*call.identity, now);
  if (route.data == Data::write) {
    if (use_due) {
      if (auto noted = note_use(*call.identity, **meta, now); !noted)
        return unexpected(failed(noted.error()));
    }
    if (auto committed = (*meta)->commit(); !committed)
      return unexpected(failed(committed.error()));
  }
  if (call.projects_changed) options_.projects_changed();
  if (call.answer_later != nullptr) {
    meta->reset();
    meta = stores_.meta.begin_read();
    if (!meta) return unexpected(failed(meta.error()));
    call.transaction = meta->get();
    answered = call.answer_later(call);
  }
  if (use_due && route.data != Data::write) {
    meta->reset();
    note_use_if_free(*call.identity, now);
  }
  return answered;
}

Answer<net::Response> Api::handle(const ApiRoute& route, Call& call) const {
  if (route.handler != nullptr) return route.handler(call);
  if (instance_ == nullptr)
    return unexpected(failed(Error{ErrorKind::unavailable, "no_server", "no server runs here"}));
  return route.instance_handler(call, *instance_);
}

void Api::note_use_if_free(const Identity& identity, Timestamp now) const {
  const auto meta = stores_.meta.begin_write(Deadline::in(kNoteWait));
  if (meta && note_use(identity, **meta, now)) static_cast<void>((*meta)->commit());
}

}  // namespace picket::api
