import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { DemoFile } from './demo-files.js';
import { DemoShop } from './demo-shop.service.js';

/** The page runs its own modules and calls its own server, and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

@ApiExcludeController()
@Controller('demo')
export class DemoController {
  constructor(private readonly shop: DemoShop) {}

  @Get()
  page(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    sendFile(reply, this.shop.file('index.html'), known);
  }

  @Get(':name')
  asset(
    @Param('name') name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    sendFile(reply, this.shop.file(name), known);
  }
}

/** The bare address of the server, which people type: it leads to the shop, or to the documentation where there is none. */
@ApiExcludeController()
@Controller()
export class FrontController {
  constructor(private readonly shop: DemoShop) {}

  @Get()
  lead(@Res() reply: FastifyReply): void {
    void reply.redirect(this.shop.isOpen ? '/demo' : '/docs', 302);
  }
}

/** Sends a file, or that it has not changed: a new version is seen at the next visit. */
function sendFile(reply: FastifyReply, file: DemoFile, known: string | undefined): void {
  void reply.headers({
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    etag: file.etag,
  });
  if (known === file.etag) void reply.status(304).send();
  else void reply.type(file.type).send(file.body);
}
