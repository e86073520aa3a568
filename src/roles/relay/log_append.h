// Waiting for the log without holding a thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

/// One record for the log. `to` outlives the append.
struct Append {
  const ports::TopicPartition* to;
  std::string value;
};

/// Appends all, in order per partition; the results are in the order of `appends`. Not empty.
///
/// No deadline: an event whose append was given up may become durable all the same, and would be
/// counted twice. The log bounds what waits in it.
inline boost::asio::awaitable<std::vector<Result<ports::Offset>>> append_all(
    ports::Log& log, std::vector<Append>& appends) {
  std::vector<Result<ports::Offset>> results(appends.size());
  std::atomic<std::size_t> left = appends.size();
  auto start = [&](auto done) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      // The last one resumes the caller, on the thread that runs this loop: not before it ends.
      log.append(*appends[i].to, std::move(appends[i].value),
                 [&results, &left, i, done](Result<ports::Offset> result) {
                   results[i] = std::move(result);
                   if (left.fetch_sub(1) == 1) done(true);
                 });
    }
  };
  co_await wait_for<bool>(start);
  co_return std::move(results);
}

}  // namespace picket::relay
