// One client connection: requests in, answers out, one after the other.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include "net/body_reader.h"
#include "net/http.h"
#include "net/request_parser.h"
#include "net/response_writer.h"
#include "net/router.h"
#include "net/telemetry.h"
#include "net/worker.h"

namespace picket::net {

/// Lives on one worker's thread, from serve() until its coroutine ends; every method belongs to
/// that thread. Counted in Edge::connections from its construction on.
class Connection {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  Connection(Worker& worker, Socket socket, const Router& router, std::string peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Answers requests until the client or a limit ends it. `connection` keeps itself alive.
  static boost::asio::awaitable<void> serve(std::shared_ptr<Connection> connection);

  /// Cuts the client off when its time is over.
  void expire(std::chrono::steady_clock::time_point now);
  /// Closes, after `grace` if no request has come until then, unless one is being received or
  /// answered.
  void close_when_idle(std::chrono::milliseconds grace);
  void abort();

 private:
  enum class Phase : std::uint8_t { idle, header, body, handling, writing, lingering };
  enum class BodyEnd : std::uint8_t { complete, refused, malformed, slow, gone };

  enum class Then : std::uint8_t { go_on, close, drop };
  struct Reply {
    Response response;
    Then then = Then::go_on;
  };

  boost::asio::awaitable<void> serve_all();
  /// False when the connection is to be closed; so say all that return bool.
  boost::asio::awaitable<bool> serve_one();
  /// Something has come that was not read yet.
  bool has_unread_bytes();
  boost::asio::awaitable<bool> read_header(RequestParser& parser);
  boost::asio::awaitable<Reply> make_reply(RequestParser& parser);
  boost::asio::awaitable<BodyEnd> read_body(const Route& route, RequestParser& parser,
                                            BodyCharge& charge, Refusal& why);
  boost::asio::awaitable<BodyEnd> receive_body(RequestParser& parser, BodyReader& reader,
                                               Refusal& why);
  boost::asio::awaitable<bool> decode_body(BodyReader& reader, bool last, Refusal& why);
  Response refuse(const Route& route, const Request& request, Refusal why);
  boost::asio::awaitable<Response> handle(const Route& route, Request& request);
  boost::asio::awaitable<bool> answer(Response response, RequestParser& parser);
  boost::asio::awaitable<bool> answer_in_pieces(Response response, ResponseContext context);
  /// nullopt: it cannot go on.
  boost::asio::awaitable<std::optional<std::string>> next_piece(BodyStream& stream);
  boost::asio::awaitable<bool> answer_and_close(Response response);
  boost::asio::awaitable<bool> write(std::string bytes);
  boost::asio::awaitable<bool> read_more();
  boost::asio::awaitable<void> linger();

  std::string_view input() const noexcept { return std::string_view(input_).substr(input_at_); }
  void consume_to(std::string_view rest) noexcept { input_at_ = input_.size() - rest.size(); }
  void enter(Phase phase, std::chrono::steady_clock::duration time_allowed);
  void enter_handling();
  /// Until unwatch_client(): requests `stop_` when the client leaves.
  void watch_client();
  void unwatch_client();
  void look_for_client();
  /// Drops the buffer of a large request before the wait for the next.
  void release_input();
  /// Charges the input and the header before a wait. False when the budget has no room for them.
  bool charge_input(BodyUse use) noexcept;

  Worker& worker_;
  Edge& edge_;
  const Router& router_;
  Socket socket_;
  const std::string peer_;
  std::string input_;  ///< Received and, from input_at_ on, not yet parsed.
  std::size_t input_at_ = 0;
  std::size_t header_bytes_ = 0;  ///< Memory of the request's header.
  BodyCharge input_charge_;
  Phase phase_ = Phase::idle;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
  bool cut_off_ = false;    ///< By a time limit, close_when_idle() or abort(): no more reads.
  bool timed_out_ = false;  ///< By a time limit.
  bool head_only_ = false;
  std::stop_source stop_{std::nostopstate};  ///< Of the request that is worked on.
  std::shared_ptr<bool> watching_;           ///< Null or false: the connection may be gone.
};

}  // namespace picket::net
