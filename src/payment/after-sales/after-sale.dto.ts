import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  Matches,
  ValidateNested,
} from 'class-validator';
import { says } from '../../http/field-words.js';
import { LineOfText, MaybeLineOfText } from '../../http/line-of-text.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { PageQuery } from '../../http/page.js';
import { ReasonDto } from '../../http/reason.js';
import { TRADE_YUAN, TradeYuan } from '../../http/trade-yuan.js';
import { WholeNumber } from '../../http/whole-number.js';
import { AFTER_SALE_STATES, AFTER_SALE_TYPES, type AfterSaleType } from './after-sale-states.js';

const MAX_PIECES = 99_999;
const MAX_LINES = 500;

const STATE = `(${AFTER_SALE_STATES.join('|')})`;
const STATES = new RegExp(`^${STATE}(,${STATE}){0,${AFTER_SALE_STATES.length - 1}}$`);

/** So many pieces of an order's line. */
export class AfterSaleLineDto {
  @ApiProperty({ example: 1, description: 'The `lineId` of the order' })
  @WholeNumber(1, MAX_LINES)
  lineId!: number;

  @ApiProperty({ example: 1 })
  @WholeNumber(1, MAX_PIECES)
  count!: number;
}

/** What a buyer asks for after the sale, and why. */
export class AfterSaleDto {
  @ApiProperty({ enum: AFTER_SALE_TYPES, example: 'returnAndRefund' })
  @IsIn(AFTER_SALE_TYPES)
  type!: AfterSaleType;

  @ApiProperty({ type: [AfterSaleLineDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ArrayUnique((line: Partial<AfterSaleLineDto> | null) => line?.lineId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AfterSaleLineDto)
  lines!: AfterSaleLineDto[];

  @ApiProperty({ example: '尺码不合适' })
  @LineOfText(200)
  reason!: string;

  @ApiPropertyOptional({ example: '未穿过，吊牌还在' })
  @MayBeAbsent()
  @MaybeLineOfText(1_000)
  description?: string;
}

/** Where goods are to be sent back to. */
export class ReturnAddressDto {
  @ApiProperty({ example: '退货组' })
  @LineOfText(50)
  receiver!: string;

  @ApiProperty({ example: '01012345678' })
  @Matches(
    /^\+?\d[\d-]{4,18}$/,
    says({ en: 'mobile must be 5 to 19 digits', zh: 'mobile 须为 5 至 19 位数字' }),
  )
  mobile!: string;

  @ApiProperty({ example: '北京市海淀区中关村大街 1 号 3 号库' })
  @LineOfText(300)
  address!: string;
}

/** The shop agrees; goods that are to come back need an address. */
export class AgreementDto extends ReasonDto {
  @ApiPropertyOptional({ type: ReturnAddressDto, description: 'For `returnAndRefund`' })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => ReturnAddressDto)
  returnAddress?: ReturnAddressDto;
}

/** Why the shop does not agree. */
export class RejectionDto {
  @ApiProperty({ example: '商品有使用痕迹' })
  @LineOfText(200)
  reason!: string;
}

/** Pieces of a line that really came back. */
export class ReceivedLineDto {
  @ApiProperty({ example: 1, description: 'The `lineId` of the order' })
  @WholeNumber(1, MAX_LINES)
  lineId!: number;

  @ApiProperty({ example: 1, description: 'What came; 0 when nothing of it did' })
  @WholeNumber(0, MAX_PIECES)
  count!: number;

  @ApiPropertyOptional({ example: true, description: 'Whether they go into the stock' })
  @MayBeAbsent()
  @IsBoolean()
  restock?: boolean;
}

/** What came back, and whether less goes back for it. */
export class ReceiptDto {
  @ApiProperty({ type: [ReceivedLineDto], description: 'Every line of the case' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ArrayUnique((line: Partial<ReceivedLineDto> | null) => line?.lineId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReceivedLineDto)
  lines!: ReceivedLineDto[];

  @ApiPropertyOptional({
    example: '150.00',
    description: `What goes back when it is less than was paid for them, with a reason. ${TRADE_YUAN}`,
  })
  @MayBeAbsent()
  @TradeYuan()
  amount?: string;

  @ApiPropertyOptional({ example: '包装破损', description: 'Why it is less' })
  @MayBeAbsent()
  @LineOfText(200)
  reason?: string;
}

/** Which cases a list shows. */
export class AfterSaleListQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'APPLIED,AGREED', description: 'One state, or more by commas' })
  @MayBeAbsent()
  @Matches(
    STATES,
    says({
      en: `state must be of ${AFTER_SALE_STATES.join(', ')}`,
      zh: `state 须为 ${AFTER_SALE_STATES.join('、')} 之中的值`,
    }),
  )
  state?: string;

  @ApiPropertyOptional({
    enum: AFTER_SALE_TYPES,
    example: 'returnAndRefund',
    description: 'Only those of this type; all when absent',
  })
  @MayBeAbsent()
  @IsIn(AFTER_SALE_TYPES)
  type?: AfterSaleType;

  @ApiPropertyOptional({ example: '202611211200000123456789', description: "One order's" })
  @MayBeAbsent()
  @Matches(
    /^\d{16,32}$/,
    says({ en: 'orderNo must be the number of an order', zh: 'orderNo 须为订单号' }),
  )
  orderNo?: string;

  @ApiPropertyOptional({
    enum: ['attention'],
    example: 'attention',
    description:
      'Those that staff has to look after: an answer is due, goods came, a refund failed',
  })
  @MayBeAbsent()
  @IsIn(['attention'])
  needs?: 'attention';
}
