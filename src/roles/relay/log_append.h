// Waiting for the log without holding a thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "ports/log.h"

namespace picket::relay {

/// Suspends until `start(done)` has called `done(value)`, once, on any thread, perhaps at once;
/// resumes on the caller's executor with the value.
template <class Value, class Start>
boost::asio::awaitable<Value> wait_for(Start& start) {
  namespace asio = boost::asio;
  std::optional<Value> value;
  auto initiate = [&](auto resume) {
    // Callbacks of ports are std::function, which copies.
    auto shared = std::make_shared<decltype(resume)>(std::move(resume));
    start([shared, &value](Value result) {
      value.emplace(std::move(result));
      const auto home = asio::get_associated_executor(*shared);
      asio::post(home, std::move(*shared));
    });
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(initiate,
                                                                       asio::use_awaitable);
  co_return std::move(*value);
}

/// No deadline: an event whose append was given up may become durable all the same, and would be
/// counted twice. The log bounds what waits in it. `to` outlives the call.
inline boost::asio::awaitable<Result<ports::Offset>> append(ports::Log& log,
                                                            const ports::TopicPartition& to,
                                                            std::string value) {
  auto start = [&](ports::Log::AppendDone done) {
    log.append(to, std::move(value), std::move(done));
  };
  co_return co_await wait_for<Result<ports::Offset>>(start);
}

}  // namespace picket::relay
