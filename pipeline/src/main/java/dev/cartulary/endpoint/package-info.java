/**
 * A client of servers that complete chats as OpenAI's do: vLLM, llama.cpp's server and others.
 *
 * <p>The text of a request enters, the words of the answer leave, or why there are none. Waits and
 * tries again within bounds. Asks one address alone and follows nobody elsewhere. Knows nothing of
 * documents; repeats nothing of what it sends or receives in messages.
 */
@NullMarked
package dev.cartulary.endpoint;

import org.jspecify.annotations.NullMarked;
