#include "net/connection.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "net/offload.h"
#include "net/refusal.h"

namespace picket::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

/// An input buffer larger than this is not kept between requests. Up to it a connection is within
/// what Limits::max_connections allows for; more is charged.
constexpr std::size_t kKeptInputBytes = 4 * 1024;

/// Until a stream asks again for a place in a full pool.
constexpr std::chrono::milliseconds kFullPoolPause{20};

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

Response failure() {
  return error_response(500, "Internal Error");
}

TimeoutPhase timeout_phase_of_reading(bool body) {
  return body ? TimeoutPhase::body : TimeoutPhase::header;
}

}  // namespace

Connection::Connection(Worker& worker, Socket socket, const Router& router, std::string peer)
    : worker_(worker),
      edge_(worker.edge()),
      router_(router),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      input_charge_(edge_.budget) {
  edge_.telemetry.connection_opened();
}

Connection::~Connection() {
  edge_.telemetry.connection_closed();
  error_code ignored;
  socket_.close(ignored);
  input_charge_.release();
  edge_.connections.close();
}

asio::awaitable<void> Connection::serve(std::shared_ptr<Connection> connection) {
  connection->worker_.add(*connection);
  try {
    co_await connection->serve_all();
  } catch (const std::exception& e) {
    connection->edge_.telemetry.connection_threw(e.what());
  }
  connection->worker_.remove(*connection);
}

void Connection::enter(Phase phase, SteadyClock::duration time_allowed) {
  phase_ = phase;
  deadline_ = SteadyClock::now() + time_allowed;
}

void Connection::enter_handling() {
  phase_ = Phase::handling;
  deadline_ = SteadyClock::time_point::max();
}

void Connection::expire(SteadyClock::time_point now) {
  if (now < deadline_) return;
  if (phase_ == Phase::idle && worker_.draining() && has_unread_bytes())
    return enter(Phase::header, edge_.limits.header_timeout);
  deadline_ = SteadyClock::time_point::max();
  switch (phase_) {
    case Phase::idle:
      edge_.telemetry.timed_out(TimeoutPhase::idle);
      break;
    case Phase::header:
    case Phase::body:
      edge_.telemetry.timed_out(timeout_phase_of_reading(phase_ == Phase::body));
      break;
    case Phase::writing:
      edge_.telemetry.timed_out(TimeoutPhase::write);
      break;
    case Phase::handling:
      edge_.telemetry.client_left();
      stop_.request_stop();
      return;
    case Phase::lingering:
      break;
  }
  timed_out_ = true;
  cut_off_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

bool Connection::has_unread_bytes() {
  error_code error;
  return socket_.available(error) > 0 && !error;
}

void Connection::close_when_idle(std::chrono::milliseconds grace) {
  // A request that has just come is answered, and told that it was the last.
  if (phase_ != Phase::idle || has_unread_bytes()) return;
  if (grace > std::chrono::milliseconds::zero()) {
    deadline_ = std::min(deadline_, SteadyClock::now() + grace);
    return;
  }
  cut_off_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::abort() {
  cut_off_ = true;
  stop_.request_stop();
  error_code ignored;
  socket_.close(ignored);
}

void Connection::watch_client() {
  watching_ = std::make_shared<bool>(true);
  socket_.async_wait(Socket::wait_read, [this, watching = watching_](error_code error) {
    if (*watching && !error) look_for_client();
  });
}

void Connection::unwatch_client() {
  *watching_ = false;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::look_for_client() {
  char byte = 0;
  error_code error;
  socket_.receive(asio::buffer(&byte, 1), Socket::message_peek, error);
  if (!error) return;  // It has asked something else already: no look behind that.
  if (error == asio::error::would_block) return watch_client();
  if (error == asio::error::eof) {
    deadline_ = SteadyClock::now() + edge_.limits.departure_grace;
    return;
  }
  edge_.telemetry.client_left();
  stop_.request_stop();
}

void Connection::release_input() {
  input_.clear();
  input_at_ = 0;
  if (input_.capacity() > kKeptInputBytes) std::string().swap(input_);
  input_charge_.shrink_to(header_bytes_ > kKeptInputBytes ? header_bytes_ : 0);
}

bool Connection::charge_input(BodyUse use) noexcept {
  const std::size_t bytes = input_.capacity() + header_bytes_;
  return bytes <= kKeptInputBytes || input_charge_.grow_to(bytes, use);
}

asio::awaitable<void> Connection::serve_all() {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  while (co_await serve_one()) {
    // A pipelining client must not keep its thread from the others.
    if (!input().empty()) co_await asio::post(asio::use_awaitable);
  }
}

asio::awaitable<bool> Connection::serve_one() {
  RequestParser parser(edge_.limits);
  if (!co_await read_header(parser)) co_return false;
  Reply reply = co_await make_reply(parser);
  switch (reply.then) {
    case Then::go_on:
      co_return co_await answer(std::move(reply.response), parser);
    case Then::close:
      co_return co_await answer_and_close(std::move(reply.response));
    case Then::drop:
      co_return false;
  }
  co_return false;
}

asio::awaitable<bool> Connection::read_more() {
  if (cut_off_) co_return false;
  for (;;) {
    error_code error;
    co_await socket_.async_wait(Socket::wait_read,
                                asio::redirect_error(asio::use_awaitable, error));
    if (error || cut_off_) co_return false;
    const auto scratch = worker_.scratch();
    const std::size_t count =
        socket_.read_some(asio::buffer(scratch.data(), scratch.size()), error);
    if (error == asio::error::would_block) continue;
    if (error) co_return false;  // The client's end included.
    edge_.telemetry.received(count);
    input_.erase(0, std::exchange(input_at_, 0));
    input_.append(scratch.data(), count);
    co_return true;
  }
}

asio::awaitable<bool> Connection::read_header(RequestParser& parser) {
  header_bytes_ = 0;
  if (input().empty()) {
    release_input();
    enter(Phase::idle, edge_.limits.idle_timeout);
    if (worker_.draining()) {
      // Accepted just before: its first request may be on the way.
      if (worker_.idle_grace() == std::chrono::milliseconds::zero() && !has_unread_bytes())
        co_return false;
      close_when_idle(worker_.idle_grace());
    }
  } else {
    enter(Phase::header, edge_.limits.header_timeout);
  }
  std::string no_body;
  bool started = false;
  for (;;) {
    // RFC 9112 section 2.2: empty lines before a request are skipped.
    while (!started && input().starts_with("\r\n")) input_at_ += 2;
    if (!input().empty()) {
      if (phase_ == Phase::idle) enter(Phase::header, edge_.limits.header_timeout);
      started = true;
      std::string_view rest = input();
      const RequestParser::Status status = parser.parse(rest, no_body);
      consume_to(rest);
      switch (status) {
        case RequestParser::Status::progress:
          header_bytes_ = parser.header_memory_bytes();
          co_return true;
        case RequestParser::Status::need_more:
          // Unfinished and no longer small: such headers leave room for requests that are there.
          if (charge_input(BodyUse::large)) break;
          co_return co_await answer_and_close(overloaded_response());
        case RequestParser::Status::bad_request:
          co_return co_await answer_and_close(error_response(400, "malformed request"));
        case RequestParser::Status::header_too_big:
          co_return co_await answer_and_close(error_response(431, "request header too large"));
      }
    }
    if (co_await read_more()) continue;
    if (timed_out_ && phase_ == Phase::header) {
      co_return co_await answer_and_close(error_response(408, "request header took too long"));
    }
    co_return false;
  }
}

asio::awaitable<Connection::Reply> Connection::make_reply(RequestParser& parser) {
  Request& request = parser.request();
  request.peer = peer_;
  head_only_ = request.method == Method::head;
  if (parser.expects_unknown()) {
    co_return Reply{error_response(417, "unknown expectation"), Then::go_on};
  }
  Router::Match match = router_.match(request.method, parser.raw_path());
  if (match.route == nullptr) co_return Reply{no_route_response(match.allow), Then::go_on};
  request.params = std::move(match.params);
  if (!charge_input(BodyUse::small)) {
    co_return Reply{refuse(*match.route, request, Refusal::overloaded), Then::go_on};
  }

  BodyCharge charge(edge_.budget);  // Given back before the answer is written.
  Refusal why{};
  const BodyEnd end = co_await read_body(*match.route, parser, charge, why);
  switch (end) {
    case BodyEnd::complete:
      break;
    case BodyEnd::refused:
      co_return Reply{refuse(*match.route, request, why), Then::go_on};
    case BodyEnd::malformed:
      co_return Reply{error_response(400, "malformed request"), Then::close};
    case BodyEnd::slow:
      co_return Reply{error_response(408, "request body took too long"), Then::close};
    case BodyEnd::gone:
      co_return Reply{{}, Then::drop};
  }
  Reply reply;
  reply.response = co_await handle(*match.route, request);
  std::string().swap(request.body);
  co_return reply;
}

Response Connection::refuse(const Route& route, const Request& request, Refusal why) {
  const std::size_t limit = std::min(route.max_body_bytes, edge_.budget.max_body_bytes());
  return refusal_response(route, request, why, limit);
}

asio::awaitable<Connection::BodyEnd> Connection::read_body(const Route& route,
                                                           RequestParser& parser,
                                                           BodyCharge& charge, Refusal& why) {
  if (!parser.has_body()) co_return BodyEnd::complete;
  Request& request = parser.request();
  const auto coding = codec::parse_content_coding(request.headers.get("content-encoding"));
  BodyReader reader(coding.value_or(codec::ContentCoding::identity), route.max_body_bytes, charge);
  if (!coding) {
    why = Refusal::unsupported_encoding;
    co_return BodyEnd::refused;
  }
  if (!reader.may_announce(parser.announced_bytes())) {
    why = Refusal::too_large;
    co_return BodyEnd::refused;
  }
  const BodyEnd end = co_await receive_body(parser, reader, why);
  if (end == BodyEnd::complete) request.body = reader.take_body();
  co_return end;
}

asio::awaitable<Connection::BodyEnd> Connection::receive_body(RequestParser& parser,
                                                              BodyReader& reader, Refusal& why) {
  const Limits& limits = edge_.limits;
  const auto start = SteadyClock::now();
  std::uint64_t received = 0;
  if (parser.expects_continue() && input().empty()) {
    if (!co_await write(std::string(kContinue))) co_return BodyEnd::gone;
  }
  for (;;) {
    phase_ = Phase::body;
    if (!input().empty()) {
      std::string wire;  // Not kept: nobody charges for it while the connection waits.
      std::string_view rest = input();
      const RequestParser::Status status = parser.parse(rest, wire);
      received += input().size() - rest.size();
      consume_to(rest);
      if (status == RequestParser::Status::bad_request ||
          status == RequestParser::Status::header_too_big) {
        co_return BodyEnd::malformed;
      }
      const auto added = reader.add(wire);
      if (!added) {
        why = added.error();
        co_return BodyEnd::refused;
      }
    }
    const bool last = parser.done();
    if (last || reader.batch_is_full()) {
      if (!co_await decode_body(reader, last, why)) co_return BodyEnd::refused;
      if (last) co_return BodyEnd::complete;
    }
    phase_ = Phase::body;
    deadline_ = start + std::min<SteadyClock::duration>(
                            limits.body_timeout,
                            limits.body_grace + std::chrono::seconds(
                                                    received / limits.body_least_bytes_per_second));
    if (input().empty()) release_input();
    if (!charge_input(BodyUse::small) || !reader.may_wait()) {
      why = Refusal::overloaded;
      co_return BodyEnd::refused;
    }
    if (!co_await read_more()) co_return timed_out_ ? BodyEnd::slow : BodyEnd::gone;
  }
}

asio::awaitable<bool> Connection::decode_body(BodyReader& reader, bool last, Refusal& why) {
  enter_handling();
  auto progress = reader.decode(last, BodyReader::kInlineBytes);
  // What goes on longer than any event goes on elsewhere, a slice at a time: in turn with others.
  BlockingPool* pool = reader.is_heavy() ? &edge_.bulk : &edge_.cpu;
  while (progress && *progress == BodyReader::Progress::paused) {
    auto slice = [&]() noexcept { return decode_slice(reader, last); };
    auto decoded = co_await offload(*pool, slice);
    progress = decoded ? *decoded : unexpected(Refusal::overloaded);
    pool = &edge_.bulk;
  }
  if (progress) co_return true;
  why = progress.error();
  co_return false;
}

asio::awaitable<Response> Connection::handle(const Route& route, Request& request) {
  enter_handling();
  Response response;
  if (const auto* blocking = std::get_if<BlockingHandler>(&route.handler)) {
    auto job = [&]() noexcept {
      try {
        return (*blocking)(request);
      } catch (const std::exception& e) {
        edge_.telemetry.handler_threw(route.name, e.what());
      } catch (...) {
        edge_.telemetry.handler_threw(route.name, "not a std::exception");
      }
      return failure();
    };
    stop_ = std::stop_source();
    request.stop = stop_.get_token();
    watch_client();
    auto done = co_await offload(edge_.blocking, job);
    unwatch_client();
    if (done) co_return std::move(*done);
    co_return refuse(route, request, Refusal::overloaded);
  }
  try {
    auto running = std::get<AsyncHandler>(route.handler)(std::move(request));
    response = co_await std::move(running);
  } catch (const std::exception& e) {
    edge_.telemetry.handler_threw(route.name, e.what());
    response = failure();
  } catch (...) {
    edge_.telemetry.handler_threw(route.name, "not a std::exception");
    response = failure();
  }
  co_return response;
}

asio::awaitable<bool> Connection::answer(Response response, RequestParser& parser) {
  if (!parser.done() && !input().empty()) {
    // Answered early. Where the rest of the request is here already, the connection can go on.
    std::string dropped;
    std::string_view rest = input();
    parser.parse(rest, dropped);
    consume_to(rest);
  }
  if (!parser.done()) co_return co_await answer_and_close(std::move(response));
  ResponseContext context{edge_.server_name, worker_.date()};
  context.keep_alive = parser.wants_keep_alive() && !worker_.draining();
  context.http10 = parser.is_http10();
  context.head_only = head_only_;
  const int status = response.status;
  if (response.stream != nullptr && !head_only_) {
    co_return co_await answer_in_pieces(std::move(response), context);
  }
  std::string bytes = serialize(response, context);
  edge_.telemetry.answered(status, bytes.size());
  const bool written = co_await write(std::move(bytes));
  co_return written&& context.keep_alive;
}

asio::awaitable<bool> Connection::answer_in_pieces(Response response, ResponseContext context) {
  const bool chunked = !context.http10;
  context.keep_alive = context.keep_alive && chunked;
  std::string bytes = serialize(response, context);
  edge_.telemetry.answered(response.status, bytes.size());
  std::optional<std::string> piece = std::move(response.body);
  if (piece->empty()) piece = co_await next_piece(*response.stream);
  for (;;) {
    if (!piece) {
      edge_.telemetry.stream_broke();
      co_return false;
    }
    const std::string framed = chunked ? chunk_of(*piece) : *piece;
    edge_.telemetry.sent(framed.size());
    bytes += framed;
    if (!co_await write(std::move(bytes))) co_return false;
    if (piece->empty()) co_return context.keep_alive;
    bytes.clear();
    piece = co_await next_piece(*response.stream);
  }
}

asio::awaitable<std::optional<std::string>> Connection::next_piece(BodyStream& stream) {
  const auto last_try = SteadyClock::now() + edge_.limits.write_timeout;
  auto job = [&]() noexcept -> std::optional<std::string> {
    try {
      return stream.next();
    } catch (const std::exception& e) {
      edge_.telemetry.handler_threw("stream", e.what());
    }
    return std::nullopt;
  };
  for (;;) {
    enter_handling();
    watch_client();
    auto piece = co_await offload(edge_.blocking, job);
    unwatch_client();
    if (piece) co_return std::move(*piece);
    // Too late for a 503: the rest comes when others are done.
    if (cut_off_ || SteadyClock::now() > last_try) co_return std::nullopt;
    asio::steady_timer pause(worker_.io(), kFullPoolPause);
    error_code ignored;
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

asio::awaitable<bool> Connection::answer_and_close(Response response) {
  ResponseContext context{edge_.server_name, worker_.date()};
  context.keep_alive = false;
  context.head_only = head_only_;
  cut_off_ = false;
  timed_out_ = false;
  std::string bytes = serialize(response, context);
  edge_.telemetry.answered(response.status, bytes.size());
  if (co_await write(std::move(bytes))) co_await linger();
  co_return false;
}

asio::awaitable<bool> Connection::write(std::string bytes) {
  error_code error;
  const std::size_t count = socket_.write_some(asio::buffer(bytes), error);
  if (error && error != asio::error::would_block) co_return false;
  const std::size_t written = error ? 0 : count;
  if (written == bytes.size()) co_return true;
  enter(Phase::writing, edge_.limits.write_timeout);
  error.clear();
  co_await asio::async_write(socket_, asio::buffer(bytes) + written,
                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

asio::awaitable<void> Connection::linger() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  release_input();
  enter(Phase::lingering, edge_.limits.linger_timeout);
  while (co_await read_more()) release_input();
}

}  // namespace picket::net
